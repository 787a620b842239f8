"""Threads are made, started, work and end; the parent waits for each."""
import threading

THREADS = 4
UNITS = 3


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def body():
    say("starts")
    for _ in range(UNITS):
        work(1)
    say("ends")


def main():
    workers = [threading.Thread(target=body, name=f"worker-{i + 1}")
               for i in range(THREADS)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        print(f"main has joined {worker.name}: alive = {worker.is_alive()}")


if __name__ == "__main__":
    main()
