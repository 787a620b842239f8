"""One fills a buffer, the other empties one; then they swap."""
import threading

ROUNDS = 4
FILL = 1  # units of work
EMPTY = 2


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


class Exchanger:
    """A table at which two meet and swap; Python has none."""

    def __init__(self):
        self.lock = threading.Lock()
        self.first = None  # whoever came alone and waits

    def exchange(self, mine):
        with self.lock:
            if self.first:
                there, self.first = self.first, None
                there["gets"] = mine
                there["swapped"].set()
                return there["brought"]
            here = {"brought": mine, "swapped": threading.Event()}
            self.first = here
        here["swapped"].wait()
        return here["gets"]


def main():
    table = Exchanger()
    emptied = 0

    def fill():
        to_fill = []
        for number in range(1, ROUNDS + 1):
            work(FILL)
            to_fill.append(f"cup {number}")
            to_fill = table.exchange(to_fill)

    def drink():
        nonlocal emptied
        to_empty = []
        for _ in range(ROUNDS):
            to_empty = table.exchange(to_empty)
            say(f"drinks {to_empty}")
            work(EMPTY)
            emptied += len(to_empty)  # nobody else adds to it
            to_empty.clear()

    filler = threading.Thread(target=fill, name="filler")
    drinker = threading.Thread(target=drink, name="drinker")

    filler.start()
    drinker.start()
    filler.join()
    drinker.join()

    print(f"every cup once: {emptied == ROUNDS}, {emptied} of {ROUNDS}")


if __name__ == "__main__":
    main()
