"""The same two, and nothing is lost: under a lock, or by compare-and-set."""
import multiprocessing
import threading
import time
from types import SimpleNamespace

WITH = "threads"  # or "processes"
GUARD = "mutex"  # or "atomic"
INCREMENTS = 10
PAUSE = 0.1  # seconds

# The two modules are alike: each has a Lock, a Barrier, an Event …
kit = {"threads": threading, "processes": multiprocessing}[WITH]
Actor = threading.Thread if WITH == "threads" else multiprocessing.Process


def number(initial):
    """Between threads any object does; processes need shared memory."""
    if WITH == "threads":
        return SimpleNamespace(value=initial)
    return multiprocessing.Value("q", initial, lock=False)


class Atomic:
    """What Python has not: a number that changes by compare-and-set.

    A processor does that in one step; here a lock stands in for it.
    """

    def __init__(self, initial):
        self._number = number(initial)
        self._step = kit.Lock()

    def get(self):
        return self._number.value

    def compare_and_set(self, expected, value):
        with self._step:
            if self._number.value != expected:
                return False
            self._number.value = value
            return True


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    me = (threading.current_thread() if WITH == "threads"
          else multiprocessing.current_process())
    print(f"{me.name} {text}\n", end="", flush=True)


def guarded(balance, lock):
    for _ in range(INCREMENTS):
        with lock:
            copy = balance.value
            time.sleep(PAUSE)  # the other waits outside
            balance.value = copy + 1
            say(f"had seen {copy}, stores {copy + 1}")


def rival(balance, retries, lock):
    for _ in range(INCREMENTS):
        seen = balance.get()  # a copy
        time.sleep(PAUSE)  # the other may come in between
        while not balance.compare_and_set(seen, seen + 1):
            say(f"expected {seen}, tries again")
            with lock:  # += is no atomic step
                retries.value += 1
            seen = balance.get()  # look again


def main():
    if GUARD == "mutex":
        balance = number(0)
        lock = kit.Lock()
        tellers = [Actor(target=guarded, args=(balance, lock),
                         name=f"teller-{i + 1}") for i in range(2)]
    else:
        atomic = Atomic(0)
        retries = number(0)
        counted = kit.Lock()
        tellers = [Actor(target=rival, args=(atomic, retries, counted),
                         name=f"teller-{i + 1}") for i in range(2)]

    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()

    total = 2 * INCREMENTS
    if GUARD == "mutex":
        last = balance.value
    else:
        last = atomic.get()
        print(f"retries: {retries.value}")
    print(f"nothing lost: {last == total}, {last} of {total}")


if __name__ == "__main__":  # a new process imports this file, and stops here
    main()
