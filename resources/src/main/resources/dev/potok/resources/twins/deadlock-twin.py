"""Two take the same two locks, each in its own order, and wait for each
other for ever."""
import multiprocessing
import threading
import time
from types import SimpleNamespace

WITH = "threads"  # or "processes"
CURE = "none"  # or "ordered", or "timed"
TRANSFERS = 10
PAUSE = 0.05  # seconds
PATIENCE = 1  # seconds without a transfer: then main takes it as stuck

# The two modules are alike: each has a Lock, a Barrier, an Event …
kit = {"threads": threading, "processes": multiprocessing}[WITH]
Actor = threading.Thread if WITH == "threads" else multiprocessing.Process


def number(initial):
    """Between threads any object does; processes need shared memory."""
    if WITH == "threads":
        return SimpleNamespace(value=initial)
    return multiprocessing.Value("q", initial, lock=False)


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 100_000):
        pass


def body(name, account_a, account_b, start, done):
    crosswise = name == "boris" and CURE != "ordered"
    first = account_b if crosswise else account_a
    second = account_a if crosswise else account_b
    start.wait()
    made = 0
    while made < TRANSFERS:
        first.acquire()
        time.sleep(PAUSE)  # so that the other comes too
        if CURE != "timed":
            second.acquire()
        elif not second.acquire(timeout=PAUSE * (3 if crosswise else 1)):
            first.release()  # gives way
            print(f"{name} gives way\n", end="", flush=True)
            time.sleep(PAUSE)  # and lets the other pass
            continue
        work(1)
        done.value += 1  # whoever holds both accounts is alone
        second.release()
        first.release()  # both are free again
        made += 1


def main():
    account_a = kit.Lock()
    account_b = kit.Lock()
    start = kit.Barrier(3)
    done = number(0)

    # daemons: Python does not wait for them at its end
    shared = account_a, account_b, start, done
    anna = Actor(target=body, args=("anna", *shared), daemon=True)
    boris = Actor(target=body, args=("boris", *shared), daemon=True)

    anna.start()
    boris.start()
    start.wait()  # main too, so that its patience begins with them
    before = -1
    while before < done.value < 2 * TRANSFERS:
        before = done.value
        anna.join(PATIENCE)
        boris.join(PATIENCE)

    stuck = anna.is_alive() and boris.is_alive()
    print("deadlocked" if stuck else "completed", end=": ")
    print(f"{done.value} of {2 * TRANSFERS} transfers")


if __name__ == "__main__":  # a new process imports this file, and stops here
    main()
