"""Two take the same two locks, each in its own order, and wait for each
other for ever."""
import threading
import time

CURE = "none"  # or "ordered", or "timed"
TRANSFERS = 10
PAUSE = 0.05  # seconds
PATIENCE = 0.5  # seconds without a transfer: then main takes it as stuck


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 100_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    account_a = threading.Lock()
    account_b = threading.Lock()
    done = []

    def body(name):
        crosswise = name == "boris" and CURE != "ordered"
        first = account_b if crosswise else account_a
        second = account_a if crosswise else account_b
        made = 0
        while made < TRANSFERS:
            first.acquire()
            time.sleep(PAUSE)  # so that the other comes too
            if CURE != "timed":
                second.acquire()
            elif not second.acquire(timeout=PAUSE * (3 if crosswise else 1)):
                first.release()  # gives way
                say("gives way")
                time.sleep(PAUSE)  # and lets the other pass
                continue
            work(1)
            second.release()
            first.release()  # both are free again
            made += 1
            done.append(name)

    # daemons: Python ends with the main thread, though they never will
    anna = threading.Thread(target=body, args=("anna",), name="anna",
                            daemon=True)
    boris = threading.Thread(target=body, args=("boris",), name="boris",
                             daemon=True)

    anna.start()
    boris.start()
    before = -1
    while len(done) > before and len(done) < 2 * TRANSFERS:
        before = len(done)
        anna.join(PATIENCE)
        boris.join(PATIENCE)

    stuck = anna.is_alive() and boris.is_alive()
    print("deadlocked" if stuck else "completed", end=": ")
    print(f"{len(done)} of {2 * TRANSFERS} transfers")


if __name__ == "__main__":
    main()
