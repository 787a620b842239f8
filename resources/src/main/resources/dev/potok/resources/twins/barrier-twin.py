"""Parties wait for each other at the end of every round."""
import threading
import time

PARTIES = 3
ROUNDS = 3
TROUBLE = "none"  # or "late", or "broken"


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


def main():
    gate = threading.Barrier(PARTIES)
    arrived = []  # the number of the round, once for each arrival

    def body(index):
        troubled = index == 0
        try:
            for number in range(1, ROUNDS + 1):
                work(1 + index)
                if troubled and TROUBLE == "late":
                    time.sleep(2)
                if troubled and TROUBLE == "broken" and number == 2:
                    gate.abort()
                arrived.append(number)
                gate.wait()
                say(f"leaves round {number}: {arrived.count(number)} came")
        except threading.BrokenBarrierError:
            say("finds the gate broken: one of its parties gave up")

    parties = [threading.Thread(target=body, args=(i,), name=f"party-{i + 1}")
               for i in range(PARTIES)]

    for party in parties:
        party.start()
    for party in parties:
        party.join()


if __name__ == "__main__":
    main()
