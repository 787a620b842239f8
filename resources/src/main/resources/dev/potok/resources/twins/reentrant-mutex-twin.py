"""Whoever is inside may enter again; the room is free when everyone has
left as often as he came."""
import threading

WORKERS = 3
LEVELS = 3


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    archive = threading.RLock()
    left = []

    def body():
        depth = 0  # an RLock counts too, but does not tell
        for _ in range(LEVELS):
            archive.acquire()
            depth += 1
            work(1)
        say(f"is in it {depth} times")
        while depth > 0:
            archive.release()
            depth -= 1
        left.append(depth)

    workers = [threading.Thread(target=body, name=f"worker-{i + 1}")
               for i in range(WORKERS)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    free = archive.acquire(blocking=False)
    print(f"depth back to zero: {sum(left) == 0}, main finds it free: {free}")


if __name__ == "__main__":
    main()
