"""A barrier whose parties may come and go."""
import threading

PARTIES = 3


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


class Phaser:
    """A barrier that parties may join and leave; Python has none."""

    def __init__(self, parties):
        self.parties = self.missing = parties
        self.phase = 0  # None: the last party has left
        self.changed = threading.Condition()

    def register(self):
        with self.changed:
            self.parties += 1
            self.missing += 1

    def arrive_and_await_advance(self):
        with self.changed:
            mine = self.phase
            self._arrive()
            self.changed.wait_for(lambda: self.phase != mine)

    def arrive_and_deregister(self):
        with self.changed:
            self.parties -= 1
            self._arrive()

    def _arrive(self):
        self.missing -= 1
        if self.missing == 0:
            self.missing = self.parties
            self.phase = self.phase + 1 if self.parties else None
            self.changed.notify_all()


def main():
    tour = Phaser(PARTIES)
    phases = 0
    phases_lock = threading.Lock()  # += is no atomic step, GIL or not

    def walked():
        nonlocal phases
        with phases_lock:
            phases += 1

    def late():
        work(2)
        say("comes in phase 1 and leaves")
        tour.arrive_and_deregister()
        walked()

    def guest(index):
        for phase in range(index):
            if phase == 1 and index == PARTIES - 1:
                tour.register()
                late_comer.start()
            work(1 + index)
            tour.arrive_and_await_advance()
            say(f"has walked phase {phase}")
            walked()
        work(1)
        say(f"leaves in phase {index}")
        tour.arrive_and_deregister()
        walked()

    late_comer = threading.Thread(target=late, name="late-comer")
    guests = [threading.Thread(target=guest, args=(i,), name=f"guest-{i + 1}")
              for i in range(PARTIES)]

    for each in guests:
        each.start()
    for each in guests:
        each.join()
    late_comer.join()

    total = PARTIES * (PARTIES + 1) // 2 + 1
    print(f"every phase walked: {phases == total}, {phases} of {total}")
    after = tour.phase
    print(f"all have left: {after is None}")


if __name__ == "__main__":
    main()
