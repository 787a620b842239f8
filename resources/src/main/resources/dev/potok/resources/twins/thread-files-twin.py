"""One thread a file: while one waits for the disk, others read.

python3 thread-files-twin.py FOLDER reads the files of that folder; without
one, those of Python's own library.
"""
import sys
import threading
from pathlib import Path

FILES = 6


def files_of(folder):
    """The plain files of a folder, hidden ones left out, in order."""
    return sorted(file for file in folder.iterdir()
                  if file.is_file() and not file.name.startswith("."))


def read(file):
    """The lines of a text; who waits for the disk holds no GIL."""
    with open(file, encoding="utf-8", errors="replace") as text:
        return text.readlines()


def count(lines):
    """The characters of the lines, the ends of the lines left out."""
    return sum(len(line.rstrip("\n")) for line in lines)


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main(folder):
    files = files_of(folder)[:FILES]
    characters = 0
    characters_lock = threading.Lock()  # += is no atomic step, GIL or not

    def body(index):
        nonlocal characters
        file = files[index]
        lines = read(file)
        length = count(lines)
        with characters_lock:
            characters += length
        say(f"has read {file.name}: {length}")

    readers = [threading.Thread(target=body, args=(i,), name=f"reader-{i + 1}")
               for i in range(len(files))]

    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    total = sum(count(read(file)) for file in files)
    print(f"characters agree: {characters == total}, {characters} of {total}")


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")
    library = Path(threading.__file__).parent
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else library)
