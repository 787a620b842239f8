"""A bounded buffer made of a lock and two conditions."""
import threading

TEST = "while"  # or "if", and then the buffer breaks
PRODUCERS = 1
CONSUMERS = 3
CAPACITY = 2
ITEMS = 2  # for each pair of a producer and a consumer


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    again = TEST == "while"
    total = ITEMS * PRODUCERS * CONSUMERS
    mutex = threading.Lock()
    not_full = threading.Condition(mutex)
    not_empty = threading.Condition(mutex)
    depth = least = most = 0

    def produce():
        nonlocal depth, most
        for _ in range(total // PRODUCERS):
            work(1)
            with mutex:
                if again:
                    while depth == CAPACITY:
                        not_full.wait()
                elif depth == CAPACITY:
                    not_full.wait()
                depth += 1
                most = max(most, depth)
                say(f"puts one: {depth}")
                not_empty.notify_all()

    def consume():
        nonlocal depth, least
        for _ in range(total // CONSUMERS):
            with mutex:
                if again:
                    while depth == 0:
                        not_empty.wait()
                elif depth == 0:
                    not_empty.wait()
                depth -= 1
                least = min(least, depth)
                say(f"takes one: {depth}")
                not_full.notify_all()
            work(1)

    producers = [threading.Thread(target=produce, name=f"producer-{i + 1}")
                 for i in range(PRODUCERS)]
    consumers = [threading.Thread(target=consume, name=f"consumer-{i + 1}")
                 for i in range(CONSUMERS)]

    for consumer in consumers:
        consumer.start()
    for producer in producers:
        producer.start()
    for producer in producers:
        producer.join()
    for consumer in consumers:
        consumer.join()

    within = least >= 0 and most <= CAPACITY
    print(f"within bounds: {within}, from {least} to {most} of {CAPACITY}")


if __name__ == "__main__":
    main()
