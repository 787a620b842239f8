"""The same two, and nothing is lost: under a lock, or by compare-and-set."""
import threading
import time

GUARD = "mutex"  # or "atomic"
INCREMENTS = 10
PAUSE = 0.1  # seconds


class Atomic:
    """What Python has not: a number that changes by compare-and-set.

    A processor does that in one step; here a lock stands in for it.
    """

    def __init__(self, value):
        self._value = value
        self._step = threading.Lock()

    def get(self):
        return self._value

    def compare_and_set(self, expected, value):
        with self._step:
            if self._value != expected:
                return False
            self._value = value
            return True


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    if GUARD == "mutex":
        balance = 0
        lock = threading.Lock()

        def body():
            nonlocal balance
            for _ in range(INCREMENTS):
                with lock:
                    copy = balance
                    time.sleep(PAUSE)  # the other waits outside
                    balance = copy + 1
                    say(f"had seen {copy}, stores {copy + 1}")
    else:
        number = Atomic(0)
        retries = []

        def body():
            for _ in range(INCREMENTS):
                seen = number.get()  # a copy
                time.sleep(PAUSE)  # the other may come in between
                while not number.compare_and_set(seen, seen + 1):
                    say(f"expected {seen}, tries again")
                    retries.append(seen)
                    seen = number.get()  # look again

    tellers = [threading.Thread(target=body, name=f"teller-{i + 1}")
               for i in range(2)]

    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()

    total = 2 * INCREMENTS
    if GUARD == "mutex":
        last = balance
    else:
        last = number.get()
        print(f"retries: {len(retries)}")
    print(f"nothing lost: {last == total}, {last} of {total}")


if __name__ == "__main__":
    main()
