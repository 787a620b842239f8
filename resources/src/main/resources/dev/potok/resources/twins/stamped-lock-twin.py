"""Readers look without holding anything, ask afterwards whether a writer
came, and only then take the lock."""
import threading

READERS = 3
VISITS = 4


class StampedLock:
    """What Python has not: a lock that can be read without holding it.

    The stamp is a version: odd while somebody writes, and never 0.
    """

    def __init__(self):
        self._changed = threading.Condition()
        self._version = 2
        self._readers = 0

    def try_optimistic_read(self):
        version = self._version
        return 0 if version % 2 else version

    def validate(self, stamp):
        return stamp != 0 and stamp == self._version

    def read_lock(self):
        with self._changed:
            self._changed.wait_for(lambda: self._version % 2 == 0)
            self._readers += 1

    def unlock_read(self):
        with self._changed:
            self._readers -= 1
            self._changed.notify_all()

    def write_lock(self):
        with self._changed:
            self._changed.wait_for(
                lambda: self._version % 2 == 0 and self._readers == 0)
            self._version += 1

    def unlock_write(self):
        with self._changed:
            self._version += 1
            self._changed.notify_all()


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 2_000_000):
        pass


def main():
    lock = StampedLock()
    x = 0
    y = 0
    failed = []
    torn = []

    def read():
        for _ in range(VISITS):
            stamp = lock.try_optimistic_read()
            seen_x = x  # in hope
            work(1)  # a writer may come
            seen_y = y  # in hope
            if not lock.validate(stamp):
                failed.append((seen_x, seen_y))
                lock.read_lock()
                seen_x = x  # again
                seen_y = y  # again
                lock.unlock_read()
            torn.append(0 if seen_x == seen_y else 1)

    def write():
        nonlocal x, y
        for step in range(1, VISITS + 1):
            lock.write_lock()
            x = step
            work(1)  # x is new, y is old
            y = step
            lock.unlock_write()
            work(2)

    readers = [threading.Thread(target=read, name=f"reader-{i + 1}")
               for i in range(READERS)]
    writer = threading.Thread(target=write, name="writer")

    for reader in readers:
        reader.start()
    writer.start()
    for reader in readers:
        reader.join()
    writer.join()

    print(f"no torn read: {sum(torn) == 0}, {sum(torn)} of {len(torn)}")
    print(f"failed validations: {len(failed)}")
    for seen_x, seen_y in failed:
        print(f"one had seen x = {seen_x}, y = {seen_y} and looked again")


if __name__ == "__main__":
    main()
