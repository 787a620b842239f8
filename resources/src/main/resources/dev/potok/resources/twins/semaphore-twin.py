"""Several actors, fewer permits: a pool of connections."""
import threading
from contextlib import nullcontext
from itertools import accumulate

WORKERS = 5
PERMITS = 2
VISITS = 3
LIMIT = "on"  # or "off": nobody asks for a permit


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    limited = LIMIT == "on"
    inside = []  # +1 for each who went in, -1 for each who is about to leave
    connections = threading.BoundedSemaphore(PERMITS)

    def body():
        for visit in range(VISITS):
            with connections if limited else nullcontext():
                inside.append(+1)
                say(f"is inside, visit {visit + 1}")
                work(2)
                inside.append(-1)
            work(1)

    workers = [threading.Thread(target=body, name=f"worker-{i + 1}")
               for i in range(WORKERS)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    most = max(accumulate(inside))
    print(f"at most {most} were inside, and there are {PERMITS} permits")


if __name__ == "__main__":
    main()
