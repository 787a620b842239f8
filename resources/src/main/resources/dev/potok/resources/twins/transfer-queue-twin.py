"""A producer goes on only when its item is in somebody's hands."""
import queue
import threading

COURIERS = 2
PARCELS = 4  # of each courier
HAND_OVER = "transfer"  # or "put"


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


class TransferQueue:
    """A queue whose producers can wait for their takers; Python has none."""

    def __init__(self):
        self.items = queue.SimpleQueue()

    def put(self, item):
        taken = threading.Event()
        self.items.put((item, taken))
        return taken

    def transfer(self, item):
        self.put(item).wait()

    def take(self):
        item, taken = self.items.get()
        taken.set()
        return item


def main():
    waits = HAND_OVER == "transfer"
    counter = TransferQueue()
    delivered = 0

    def send():
        for i in range(1, PARCELS + 1):
            parcel = f"{threading.current_thread().name} #{i}"
            work(1)
            if waits:
                counter.transfer(parcel)
            else:
                counter.put(parcel)
            say(f"goes on, {counter.items.qsize()} on the counter")

    def receive():
        nonlocal delivered
        for _ in range(PARCELS * COURIERS):
            parcel = counter.take()
            say(f"has {parcel}")
            work(2)
            delivered += 1  # nobody else adds to it

    senders = [threading.Thread(target=send, name=f"courier-{i + 1}")
               for i in range(COURIERS)]
    receiver = threading.Thread(target=receive, name="receiver")

    for sender in senders:
        sender.start()
    receiver.start()
    for sender in senders:
        sender.join()
    receiver.join()

    total = PARCELS * COURIERS
    print(f"all delivered: {delivered == total}, {delivered} of {total}")


if __name__ == "__main__":
    main()
