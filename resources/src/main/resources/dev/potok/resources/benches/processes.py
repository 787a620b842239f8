"""What processes cost with multiprocessing; "potok bench processes" runs this.

    python3 processes.py WORK

does one piece of work and prints its figures, one a line: a name and a number.
Processes are spawned, as Potok's are: they share nothing but what they are
given. What is small and quick is done a few times before it is measured.
"""
import multiprocessing
import platform
import statistics
import sys
from time import perf_counter

SPAWN = multiprocessing.get_context("spawn")

STARTS = 3
PAIRS = 300_000
COUNTERS = 4
INCREMENTS = 250_000  # of each
MESSAGES = {"bytes": 40_000, "strings": 40_000, "numbers": 40_000,
            "objects": 20_000}
WARM_UP = 4_000  # messages
ROUND_TRIPS = 20_000
TASKS = 20_000
WORKERS = 2
SIZE = 64  # bytes of a message, letters of a string


class Parcel:
    """An object with a list in it, as programs send each other."""

    def __init__(self, number):
        self.number = number
        self.receiver = "a receiver"
        self.items = [number, number + 1, number + 2, number + 3]


def nothing():
    """Do that in a process of its own."""


def start():
    """From before a process is made until it has been joined."""
    def once():
        begun = perf_counter()
        process = SPAWN.Process(target=nothing)
        process.start()
        process.join()
        return perf_counter() - begun

    once()  # starts the tracker of resources as well, which stays
    say("start", statistics.median(once() for _ in range(STARTS)))


def mutex():
    """A free lock: acquired and released, one pair."""
    lock = SPAWN.Lock()

    def pairs(count):
        begun = perf_counter()
        for _ in range(count):
            lock.acquire()
            lock.release()
        return (perf_counter() - begun) / count

    pairs(PAIRS // 10)
    say("mutex", pairs(PAIRS))


def count(lock, number, line):
    line.wait()
    for _ in range(INCREMENTS):
        with lock:
            number.value += 1
    line.wait()


def increments():
    """All processes increment one number; with their starts, and without."""
    lock = SPAWN.Lock()
    number = SPAWN.Value("q", 0, lock=False)
    line = SPAWN.Barrier(COUNTERS + 1)
    begun = perf_counter()
    counters = [SPAWN.Process(target=count, args=(lock, number, line))
                for _ in range(COUNTERS)]
    for counter in counters:
        counter.start()
    line.wait()
    at_work = perf_counter()
    line.wait()
    done = perf_counter()
    for counter in counters:
        counter.join()
    ended = perf_counter()
    if number.value != COUNTERS * INCREMENTS:
        sys.exit(f"{number.value} increments, not {COUNTERS * INCREMENTS}")
    say("increments", ended - begun)
    say("increments-at-work", done - at_work)


def message(kind, number):
    """A message of that kind; each is made anew, as in a program."""
    if kind == "bytes":
        return bytes(SIZE)
    if kind == "strings":
        return "x" * SIZE
    return number if kind == "numbers" else Parcel(number)


def produce(queue, kind):
    for number in range(WARM_UP + MESSAGES[kind]):
        queue.put(message(kind, number))


def queue(kind):
    """Messages a second from one process to another."""
    belt = SPAWN.Queue()
    producer = SPAWN.Process(target=produce, args=(belt, kind))
    producer.start()
    for _ in range(WARM_UP):
        belt.get()
    begun = perf_counter()
    for _ in range(MESSAGES[kind]):
        belt.get()
    took = perf_counter() - begun
    producer.join()
    say("queue-" + kind, MESSAGES[kind] / took)


def echo(end):
    try:
        while True:
            end.send_bytes(end.recv_bytes())
    except EOFError:
        pass


def pipe():
    """A message of bytes to another process and back."""
    here, there = SPAWN.Pipe()
    other = SPAWN.Process(target=echo, args=(there,))
    other.start()
    there.close()
    text = bytes(SIZE)

    def trips(number):
        begun = perf_counter()
        for _ in range(number):
            here.send_bytes(text)
            here.recv_bytes()
        return (perf_counter() - begun) / number

    trips(ROUND_TRIPS // 10)
    say("pipe", trips(ROUND_TRIPS))
    here.close()
    other.join()


def square(number):
    return number * number


def imap():
    """Results of small tasks in order, each task handed out by itself."""
    with SPAWN.Pool(WORKERS) as pool:
        def tasks(number):
            begun = perf_counter()
            total = sum(pool.imap(square, range(number)))
            took = perf_counter() - begun
            if total != (number - 1) * number * (2 * number - 1) // 6:
                sys.exit(f"the squares add up to {total}")
            return took

        tasks(TASKS // 10)
        say("imap", tasks(TASKS))


def probe():
    """Whether there is what all this needs; and which Python 3 it is."""
    try:
        SPAWN.Lock()
    except (ImportError, OSError) as missing:
        sys.exit(f"no semaphores that processes share: {missing}")
    say(platform.python_implementation().lower(), sys.version_info.minor)


def say(name, value):
    print(name, value, flush=True)


WORKS = {"probe": probe, "start": start, "mutex": mutex,
         "increments": increments, "pipe": pipe, "imap": imap,
         **{f"queue-{kind}": lambda kind=kind: queue(kind)
            for kind in MESSAGES}}

if __name__ == "__main__":
    WORKS[sys.argv[1]]()
