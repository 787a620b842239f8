"""Several actors, fewer permits: a pool of connections."""
import multiprocessing
import threading
from contextlib import nullcontext
from types import SimpleNamespace

WITH = "threads"  # or "processes"
WORKERS = 5
PERMITS = 2
VISITS = 3
LIMIT = "on"  # or "off": nobody asks for a permit

limited = LIMIT == "on"

# The two modules are alike: each has a BoundedSemaphore, a Lock, an Event …
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


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    me = (threading.current_thread() if WITH == "threads"
          else multiprocessing.current_process())
    print(f"{me.name} {text}\n", end="", flush=True)


def body(connections, inside, most, count):
    for visit in range(VISITS):
        with connections if limited else nullcontext():
            with count:  # += is no atomic step
                inside.value += 1
                most.value = max(most.value, inside.value)
            say(f"is inside, visit {visit + 1}")
            work(2)
            with count:
                inside.value -= 1
        work(1)


def main():
    inside = number(0)
    most = number(0)
    count = kit.Lock()
    connections = kit.BoundedSemaphore(PERMITS)

    workers = [Actor(target=body, args=(connections, inside, most, count),
                     name=f"worker-{i + 1}") for i in range(WORKERS)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    print(f"at most {most.value} were inside, and there are {PERMITS} permits")


if __name__ == "__main__":  # a new process imports this file, and stops here
    main()
