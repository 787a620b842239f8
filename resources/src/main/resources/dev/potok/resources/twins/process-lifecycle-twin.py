"""Processes are made, started, work and end; the parent waits for each and
reads how it ended."""
import multiprocessing as mp
import os
import sys
import threading

PROCESSES = 3
THREADS = 1  # further ones inside each process
UNITS = 3
ENDING = "return"  # or "exit", or "throw"


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that no other process gets into it."""
    print(f"{mp.current_process().name} {text}\n", end="", flush=True)


def body(index):
    say(f"is process {os.getpid()}")
    helpers = [threading.Thread(target=work, args=(UNITS,))
               for _ in range(THREADS)]
    for helper in helpers:
        helper.start()
    work(UNITS)
    for helper in helpers:
        helper.join()
    match ENDING:
        case "exit":
            sys.exit(10 + index)
        case "throw":
            raise RuntimeError("on purpose")
        case _:
            say("returns")


def main():
    mp.set_start_method("spawn")
    workers = [mp.Process(target=body, args=(i,), name=f"worker-{i + 1}")
               for i in range(PROCESSES)]

    for worker in workers:
        worker.start()
    numbers = [worker.pid for worker in workers]
    for worker in workers:
        worker.join()

    codes = [worker.exitcode for worker in workers]
    expected = [{"exit": 10 + i, "throw": 1}.get(ENDING, 0)
                for i in range(PROCESSES)]
    alive = sum(worker.is_alive() for worker in workers)
    own = len({os.getpid(), *numbers}) == PROCESSES + 1

    print(f"exit codes as expected: {codes == expected}, {codes}")
    print(f"none left over: {alive == 0}")
    print(f"each a number of its own: {own}")


if __name__ == "__main__":  # each child imports this file once more
    main()
