"""Readers are inside together, a writer is inside alone."""
import threading
from collections import deque
from contextlib import contextmanager

READERS = 3
WRITERS = 2
VISITS = 3


class ReadWriteLock:
    """What Python has not: many readers or one writer, in order of arrival."""

    def __init__(self):
        self._changed = threading.Condition()
        self._line = deque()
        self._readers = 0
        self._writing = False

    @contextmanager
    def reading(self):
        with self._changed:
            self._wait_for(lambda: not self._writing)
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self):
        with self._changed:
            self._wait_for(lambda: not self._writing and self._readers == 0)
            self._writing = True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._changed.notify_all()

    def _wait_for(self, free):
        """Waits until all who came before are in, and the way is free."""
        ticket = object()
        self._line.append(ticket)
        self._changed.wait_for(lambda: self._line[0] is ticket and free())
        self._line.popleft()
        self._changed.notify_all()  # the next may be a reader as well


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    lock = ReadWriteLock()
    edition = 1

    def read():
        for _ in range(VISITS):
            with lock.reading():
                say(f"reads edition {edition}")
                work(2)  # reads
            work(1)  # thinks it over

    def write():
        nonlocal edition
        for _ in range(VISITS):
            with lock.writing():
                before = edition
                work(1)  # writes
                edition = before + 1
                say(f"has written edition {edition}")
            work(2)  # gathers news

    readers = [threading.Thread(target=read, name=f"reader-{i + 1}")
               for i in range(READERS)]
    writers = [threading.Thread(target=write, name=f"writer-{i + 1}")
               for i in range(WRITERS)]

    for reader in readers:
        reader.start()
    for writer in writers:
        writer.start()
    for reader in readers:
        reader.join()
    for writer in writers:
        writer.join()

    editions = 1 + VISITS * WRITERS
    last = edition
    print(f"every edition counts: {last == editions}, {last} of {editions}")


if __name__ == "__main__":
    main()
