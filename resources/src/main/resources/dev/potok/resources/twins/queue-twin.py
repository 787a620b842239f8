"""Producers and consumers meet at a bounded queue."""
import queue
import threading

PRODUCERS = 2
CONSUMERS = 2
CAPACITY = 5
ITEMS = 8  # of each producer
PRODUCE = 1  # units of work
CONSUME = 2

END = None  # put once for each consumer: nothing more will come


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    belt = queue.Queue(CAPACITY)
    eaten = 0
    eaten_lock = threading.Lock()  # += is no atomic step, GIL or not

    def produce():
        for i in range(1, ITEMS + 1):
            work(PRODUCE)
            belt.put(f"{threading.current_thread().name} #{i}")

    def consume():
        nonlocal eaten
        while (item := belt.get()) is not END:
            say(f"consumes {item}")
            work(CONSUME)
            with eaten_lock:
                eaten += 1

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
    for _ in consumers:
        belt.put(END)  # Python 3.13 has belt.shutdown() for this
    for consumer in consumers:
        consumer.join()

    made = ITEMS * PRODUCERS
    print(f"all consumed: {eaten == made}, {eaten} of {made}")


if __name__ == "__main__":
    main()
