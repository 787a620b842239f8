"""Producers and consumers meet at a queue."""
import math
import multiprocessing
import queue
import threading
import time
from types import SimpleNamespace

WITH = "threads"  # or "processes": first in, first out only
PRODUCERS = 2
CONSUMERS = 2
CAPACITY = 5  # 0: any number
ITEMS = 8  # of each producer
PRODUCE = 1  # units of work
CONSUME = 2
ORDER = "fifo"  # or "lifo", or "priority"
ENDING = "close"  # or "poison-pill", or "task-done"; and two traps:
#                   "leave-on-empty", "join-first"

PILL = (math.inf, "poison pill")  # in a priority queue it comes last
PATIENCE = 3  # seconds that main waits in a trap: this file has to end

hasty = ENDING == "leave-on-empty"

kit = {"threads": threading, "processes": multiprocessing}[WITH]
Actor = threading.Thread if WITH == "threads" else multiprocessing.Process


def number(initial):
    """Between threads any object does; processes need shared memory."""
    if WITH == "threads":
        return SimpleNamespace(value=initial)
    return multiprocessing.Value("q", initial, lock=False)


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def me():
    """The name of the one who calls."""
    return (threading.current_thread() if WITH == "threads"
            else multiprocessing.current_process()).name


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    print(f"{me()} {text}\n", end="", flush=True)


def close(belt, actors):
    """Say that nothing more will be put, as a thread can since 3.13."""
    if hasattr(belt, "shutdown"):
        belt.shutdown()
    else:
        belt.join()  # then the pills are all there is, in any order
        for _ in actors:
            belt.put(PILL)


def take(belt):
    """Take the next item; a pill if the queue is closed and empty."""
    try:
        return belt.get()
    except queue.ShutDown:
        return PILL


def produce(belt):
    if hasty:
        time.sleep(1)  # one empty moment is enough
    for i in range(1, ITEMS + 1):
        work(PRODUCE)
        belt.put((i * 7 % 10, f"{me()} #{i}"))


def consume(belt, eaten, eaten_lock):
    while not hasty or not belt.empty():
        item = take(belt)
        if item == PILL:  # not "is": a process gets a copy
            break
        say(f"consumes {item[1]}")
        work(CONSUME)
        with eaten_lock:  # += is no atomic step, GIL or not
            eaten.value += 1
        belt.task_done()


def main():
    kinds = {"fifo": queue.Queue, "lifo": queue.LifoQueue,
             "priority": queue.PriorityQueue}
    if WITH == "processes":
        kinds = {"fifo": multiprocessing.JoinableQueue}
    belt = kinds[ORDER](CAPACITY)
    eaten = number(0)
    eaten_lock = kit.Lock()

    # Daemons, so that those who are stuck do not keep the program alive.
    producers = [Actor(target=produce, args=(belt,), name=f"producer-{i + 1}",
                       daemon=True) for i in range(PRODUCERS)]
    consumers = [Actor(target=consume, args=(belt, eaten, eaten_lock),
                       name=f"consumer-{i + 1}",
                       daemon=True) for i in range(CONSUMERS)]

    made = ITEMS * PRODUCERS
    trap = hasty or ENDING == "join-first" and 0 < CAPACITY < made

    def start(actors):
        for actor in actors:
            actor.start()

    def join(actors):
        for actor in actors:
            actor.join(PATIENCE if trap else None)
            if actor.is_alive():
                raise TimeoutError(f"stuck: {actor.name} waits for ever")

    def run():
        if ENDING == "join-first":
            start(producers)
            join(producers)
            start(consumers)
        else:
            start(consumers)
            start(producers)
            join(producers)
        match ENDING:
            case "poison-pill":
                for _ in consumers:
                    belt.put(PILL)
            case "task-done":
                belt.join()
                close(belt, consumers)
            case "leave-on-empty":
                pass  # they have gone, nobody is left to be told
            case _:
                close(belt, consumers)
        join(consumers)

    try:
        run()
    except TimeoutError as stuck:
        print(stuck)
    if ENDING != "poison-pill" or ORDER != "lifo":
        # else a pill may be swallowed before the last items
        promise = "trap shows" if trap else "all consumed"
        print(f"{promise}: {(eaten.value < made) == trap}", end=", ")
    print(f"{eaten.value} of {made} consumed")


if __name__ == "__main__":  # a new process imports this file, and stops here
    main()
