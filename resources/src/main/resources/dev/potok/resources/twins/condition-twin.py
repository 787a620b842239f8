"""A bounded buffer made of a lock and two conditions."""
import multiprocessing
import threading
from types import SimpleNamespace

WITH = "threads"  # or "processes"
TEST = "while"  # or "if", and then the buffer breaks
PRODUCERS = 1
CONSUMERS = 3
CAPACITY = 2
ITEMS = 2  # for each pair of a producer and a consumer

again = TEST == "while"
total = ITEMS * PRODUCERS * CONSUMERS

# The two modules are alike: each has a Condition, a Lock, an Event …
kit = {"threads": threading, "processes": multiprocessing}[WITH]
Actor = threading.Thread if WITH == "threads" else multiprocessing.Process


def number(initial):
    """Between threads any object does; processes need shared memory."""
    if WITH == "threads":
        return SimpleNamespace(value=initial)
    return multiprocessing.Value("q", initial, lock=False)


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    me = (threading.current_thread() if WITH == "threads"
          else multiprocessing.current_process())
    print(f"{me.name} {text}\n", end="", flush=True)


def produce(mutex, not_full, not_empty, depth, strays):
    for _ in range(total // PRODUCERS):
        work(1)
        with mutex:
            if again:
                while depth.value == CAPACITY:
                    not_full.wait()
            elif depth.value == CAPACITY:
                not_full.wait()
            depth.value += 1
            say(f"puts one: {depth.value}")
            if depth.value > CAPACITY:
                strays.value += 1
            not_empty.notify_all()


def consume(mutex, not_full, not_empty, depth, strays):
    for _ in range(total // CONSUMERS):
        with mutex:
            if again:
                while depth.value == 0:
                    not_empty.wait()
            elif depth.value == 0:
                not_empty.wait()
            depth.value -= 1
            say(f"takes one: {depth.value}")
            if depth.value < 0:
                strays.value += 1
            not_full.notify_all()
        work(1)


def main():
    mutex = kit.Lock()
    not_full = kit.Condition(mutex)
    not_empty = kit.Condition(mutex)
    depth = number(0)
    strays = number(0)
    buffer = mutex, not_full, not_empty, depth, strays

    producers = [Actor(target=produce, args=buffer, name=f"producer-{i + 1}")
                 for i in range(PRODUCERS)]
    consumers = [Actor(target=consume, args=buffer, name=f"consumer-{i + 1}")
                 for i in range(CONSUMERS)]

    for consumer in consumers:
        consumer.start()
    for producer in producers:
        producer.start()
    for producer in producers:
        producer.join()
    for consumer in consumers:
        consumer.join()

    print(f"within bounds: {strays.value == 0}, "
          f"times out of bounds: {strays.value}")


if __name__ == "__main__":  # a new process imports this file, and stops here
    main()
