"""Three processes: one is asked to end, one is interrupted, one is killed."""
import multiprocessing as mp
import os
import signal
import sys
import time

INTERRUPTED = "catches"  # or "lets-through"
CODE = 7
LONG = 1000  # seconds


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that no other process gets into it."""
    print(f"{mp.current_process().name} {text}\n", end="", flush=True)


def tidy(ready, saved):
    def clean_up(number, frame):
        say("saves the work")
        work(1)
        saved.set()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # now it ends as it would have

    signal.signal(signal.SIGTERM, clean_up)
    ready.wait()
    time.sleep(LONG)


def polite(ready):
    try:
        ready.wait()
        time.sleep(LONG)
    except KeyboardInterrupt:
        say("was interrupted")
        if INTERRUPTED != "catches":
            raise
        sys.exit(CODE)


def doomed(ready, goodbye):
    signal.signal(signal.SIGTERM, lambda number, frame: goodbye.set())
    try:
        ready.wait()
        time.sleep(LONG)
    finally:
        goodbye.set()  # it never comes to that


def main():
    mp.set_start_method("spawn")
    ready = mp.Barrier(4)
    saved = mp.Event()
    goodbye = mp.Event()

    first = mp.Process(target=tidy, args=(ready, saved), name="tidy")
    second = mp.Process(target=polite, args=(ready,), name="polite")
    third = mp.Process(target=doomed, args=(ready, goodbye), name="doomed")

    first.start()
    second.start()
    third.start()
    ready.wait()  # now each of them can be signalled
    time.sleep(0.2)  # and now they sleep, too

    first.terminate()
    os.kill(second.pid, signal.SIGINT)
    third.kill()
    first.join()
    second.join()
    third.join()

    # multiprocessing tells minus the number of the signal; an interrupt that
    # nobody catches is to it an exception like any other, and that is 1
    uncaught = CODE if INTERRUPTED == "catches" else 1
    print(f"terminated: {first.exitcode == -15 and saved.is_set()}, "
          f"{first.exitcode}")
    print(f"interrupted: {second.exitcode == uncaught}, {second.exitcode}")
    print(f"killed: {third.exitcode == -9 and not goodbye.is_set()}, "
          f"{third.exitcode}")


if __name__ == "__main__":
    main()
