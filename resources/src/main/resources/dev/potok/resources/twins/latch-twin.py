"""A start gun and a finish line, each a latch."""
import threading

RUNNERS = 4


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


class Latch:
    """A gate that opens when it was counted down; Python has none."""

    def __init__(self, count):
        self.count = count
        self.changed = threading.Condition()

    def count_down(self):
        with self.changed:
            self.count -= 1
            if self.count == 0:
                self.changed.notify_all()

    def wait(self):
        with self.changed:
            self.changed.wait_for(lambda: self.count <= 0)


def main():
    start = Latch(1)
    finish = Latch(RUNNERS)
    arrived = []

    def run(index):
        start.wait()
        work(1 + index)
        arrived.append(threading.current_thread().name)
        finish.count_down()

    def give_the_sign():
        work(2)
        say("fires the gun")
        start.count_down()

    runners = [threading.Thread(target=run, args=(i,), name=f"runner-{i + 1}")
               for i in range(RUNNERS)]
    starter = threading.Thread(target=give_the_sign, name="starter")

    for runner in runners:
        runner.start()
    starter.start()
    finish.wait()
    seen = len(arrived)
    print(f"finish after all: {seen == RUNNERS}, {seen} of {RUNNERS}")
    print(f"in this order: {', '.join(arrived)}")
    for runner in runners:
        runner.join()
    starter.join()


if __name__ == "__main__":
    main()
