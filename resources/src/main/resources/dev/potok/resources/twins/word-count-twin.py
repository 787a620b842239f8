"""Readers feed a queue, counters empty it, a barrier waits, one merges.

python3 word-count-twin.py FOLDER counts the words of the files in that
folder; without one, those of Python's own library.
"""
import queue
import sys
import threading
from collections import Counter
from pathlib import Path

READERS = 3
COUNTERS = 2
OPEN_FILES = 2
CAPACITY = 8
PAGE = 250  # lines
REPEAT = 1

END = None  # put once for each counter: nothing more will come


def files_of(folder):
    """The plain files of a folder, hidden ones left out, in order."""
    return sorted(file for file in folder.iterdir()
                  if file.is_file() and not file.name.startswith("."))


def read(file):
    """The lines of a text."""
    with open(file, encoding="utf-8", errors="replace") as text:
        return text.readlines()


def count(lines):
    """How often each word occurs: a run of letters, in lower case."""
    found = Counter()
    for line in lines:
        letters = (c if c.isalpha() else " " for c in line)
        found.update("".join(letters).lower().split())
    return found


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main(folder):
    files = files_of(folder) * REPEAT
    counts = [Counter() for _ in range(COUNTERS)]
    merged = Counter()

    open_files = threading.Semaphore(OPEN_FILES)
    pages = queue.Queue(CAPACITY)
    words = 0
    words_lock = threading.Lock()  # += is no atomic step, GIL or not
    counted = threading.Barrier(COUNTERS)

    def read_files(index):
        for file in files[index::READERS]:
            with open_files:
                lines = read(file)
            say(f"has read {file.name}")
            for start in range(0, len(lines), PAGE):
                pages.put(lines[start:start + PAGE])

    def count_pages(index):
        nonlocal words
        mine = counts[index]
        while (lines := pages.get()) is not END:
            found = count(lines)
            mine.update(found)
            with words_lock:
                words += found.total()
        say(f"has counted {mine.total()} words")
        counted.wait()
        if index == 0:
            for each in counts:
                merged.update(each)

    readers = [threading.Thread(target=read_files, args=(i,),
                                name=f"reader-{i + 1}")
               for i in range(READERS)]
    counters = [threading.Thread(target=count_pages, args=(i,),
                                 name=f"counter-{i + 1}")
                for i in range(COUNTERS)]

    for reader in readers:
        reader.start()
    for counter in counters:
        counter.start()
    for reader in readers:
        reader.join()
    for _ in counters:
        pages.put(END)  # Python 3.13 has pages.shutdown() for this
    for counter in counters:
        counter.join()

    sequential = Counter()
    for file in files:
        sequential.update(count(read(file)))
    print(f"same as sequential: {merged == sequential}")
    print(f"counter agrees: {words == merged.total()}")
    print(f"{len(files)} files, {words} words, {len(merged)} distinct")
    for word, times in merged.most_common(10):
        print(f"{times:8} {word}")


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")
    library = Path(queue.__file__).parent
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else library)
