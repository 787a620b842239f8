"""Two add one to the same number, and some of what they add is lost."""
import multiprocessing
import threading
import time
from types import SimpleNamespace

WITH = "threads"  # or "processes"
INCREMENTS = 10
PAUSE = 0.1  # seconds

# The two modules are alike: each has a Barrier, a Lock, an Event …
kit = {"threads": threading, "processes": multiprocessing}[WITH]
Actor = threading.Thread if WITH == "threads" else multiprocessing.Process


def number(initial):
    """Between threads any object does; processes need shared memory."""
    if WITH == "threads":
        return SimpleNamespace(value=initial)
    return multiprocessing.Value("q", initial, lock=False)


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    me = (threading.current_thread() if WITH == "threads"
          else multiprocessing.current_process())
    print(f"{me.name} {text}\n", end="", flush=True)


def body(balance, start):
    start.wait()
    for _ in range(INCREMENTS):
        copy = balance.value
        time.sleep(PAUSE)
        balance.value = copy + 1
        say(f"had seen {copy}, stores {copy + 1}")


def main():
    balance = number(0)
    start = kit.Barrier(2)

    tellers = [Actor(target=body, args=(balance, start),
                     name=f"teller-{i + 1}") for i in range(2)]

    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()

    total = 2 * INCREMENTS
    last = balance.value
    print(f"updates lost: {last < total}, {last} of {total}")
    print(f"final {last}, lost {total - last}")


if __name__ == "__main__":  # a new process imports this file, and stops here
    main()
