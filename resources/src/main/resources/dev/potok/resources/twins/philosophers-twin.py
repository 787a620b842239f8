"""Philosophers at a round table need the two forks beside them to eat."""
import threading
import time

CURE = "none"  # or "ordered", or "waiter", or "timed"
PHILOSOPHERS = 5
MEALS = 10
PAUSE = 0.05  # seconds
PATIENCE = 0.5  # seconds without a meal: then main takes them as stuck


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 100_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    forks = [threading.Lock() for _ in range(PHILOSOPHERS)]
    chairs = PHILOSOPHERS - 1 if CURE == "waiter" else PHILOSOPHERS
    seats = threading.Semaphore(chairs)
    eaten = []

    def body(index):
        turned = CURE == "ordered" and index == PHILOSOPHERS - 1
        left = forks[0 if turned else index]
        right = forks[index if turned else (index + 1) % PHILOSOPHERS]
        meal = 0
        while meal < MEALS:
            seats.acquire()
            left.acquire()
            time.sleep(PAUSE)
            if CURE != "timed":
                right.acquire()
            elif not right.acquire(timeout=PAUSE):
                left.release()  # gives way
                seats.release()  # and gets up
                time.sleep(PAUSE * index)
                continue
            work(1)
            right.release()
            left.release()  # both lie there again
            seats.release()  # has eaten
            meal += 1
            eaten.append(index)
            say(f"has eaten, meal {meal}")

    # daemons: Python ends with the main thread, though they never will
    table = [threading.Thread(target=body, args=(i,), daemon=True,
                              name=f"philosopher-{i + 1}")
             for i in range(PHILOSOPHERS)]

    for philosopher in table:
        philosopher.start()
    before = -1
    while len(eaten) > before and len(eaten) < PHILOSOPHERS * MEALS:
        before = len(eaten)
        for philosopher in table:
            philosopher.join(PATIENCE)

    stuck = len(eaten) < PHILOSOPHERS * MEALS
    print("deadlocked" if stuck else "completed", end=": ")
    print(f"{len(eaten)} of {PHILOSOPHERS * MEALS} meals")


if __name__ == "__main__":
    main()
