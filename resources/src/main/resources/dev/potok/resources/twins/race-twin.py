"""Two add one to the same number, and some of what they add is lost."""
import threading
import time

INCREMENTS = 10
PAUSE = 0.1  # seconds


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    balance = 0
    start = threading.Barrier(2)

    def body():
        nonlocal balance
        start.wait()
        for _ in range(INCREMENTS):
            copy = balance
            time.sleep(PAUSE)
            balance = copy + 1
            say(f"had seen {copy}, stores {copy + 1}")

    tellers = [threading.Thread(target=body, name=f"teller-{i + 1}")
               for i in range(2)]

    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()

    total = 2 * INCREMENTS
    last = balance
    print(f"updates lost: {last < total}, {last} of {total}")
    print(f"final {last}, lost {total - last}")


if __name__ == "__main__":
    main()
