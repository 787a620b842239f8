"""Producers and consumers meet at a queue."""
import math
import queue
import threading
import time

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


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def close(belt, threads):
    """Say that nothing more will be put, as Python can since 3.13."""
    if hasattr(belt, "shutdown"):
        belt.shutdown()
    else:
        belt.join()  # then the pills are all there is, in any order
        for _ in threads:
            belt.put(PILL)


def take(belt):
    """Take the next item; a pill if the queue is closed and empty."""
    try:
        return belt.get()
    except queue.ShutDown:
        return PILL


def main():
    hasty = ENDING == "leave-on-empty"
    belt = {"fifo": queue.Queue, "lifo": queue.LifoQueue,
            "priority": queue.PriorityQueue}[ORDER](CAPACITY)
    eaten = 0
    eaten_lock = threading.Lock()  # += is no atomic step, GIL or not

    def produce():
        if hasty:
            time.sleep(1)  # one empty moment is enough
        for i in range(1, ITEMS + 1):
            work(PRODUCE)
            belt.put((i * 7 % 10, f"{threading.current_thread().name} #{i}"))

    def consume():
        nonlocal eaten
        while not hasty or not belt.empty():
            item = take(belt)
            if item is PILL:
                break
            say(f"consumes {item[1]}")
            work(CONSUME)
            with eaten_lock:
                eaten += 1
            belt.task_done()

    # Daemons, so that those who are stuck do not keep the program alive.
    producers = [threading.Thread(target=produce, name=f"producer-{i + 1}",
                                  daemon=True) for i in range(PRODUCERS)]
    consumers = [threading.Thread(target=consume, name=f"consumer-{i + 1}",
                                  daemon=True) for i in range(CONSUMERS)]

    made = ITEMS * PRODUCERS
    trap = hasty or ENDING == "join-first" and 0 < CAPACITY < made

    def start(threads):
        for thread in threads:
            thread.start()

    def join(threads):
        for thread in threads:
            thread.join(PATIENCE if trap else None)
            if thread.is_alive():
                raise TimeoutError(f"stuck: {thread.name} waits for ever")

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
        print(f"{promise}: {(eaten < made) == trap}", end=", ")
    print(f"{eaten} of {made} consumed")


if __name__ == "__main__":
    main()
