"""Parties wait for each other at the end of every round."""
import multiprocessing
import threading
import time

WITH = "threads"  # or "processes"
PARTIES = 3
ROUNDS = 3
TROUBLE = "none"  # or "late", or "broken"

# The two modules are alike: each has a Barrier, a Lock, an Event …
kit = {"threads": threading, "processes": multiprocessing}[WITH]
Actor = threading.Thread if WITH == "threads" else multiprocessing.Process


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    me = (threading.current_thread() if WITH == "threads"
          else multiprocessing.current_process())
    print(f"{me.name} {text}\n", end="", flush=True)


def body(index, gate):
    troubled = index == 0
    try:
        for number in range(1, ROUNDS + 1):
            work(1 + index)
            if troubled and TROUBLE == "late":
                time.sleep(2)
            if troubled and TROUBLE == "broken" and number == 2:
                gate.abort()
            say(f"comes to the gate in round {number}")
            gate.wait()
            say(f"leaves round {number}")
    except threading.BrokenBarrierError:  # of processes too
        say("finds the gate broken: one of its parties gave up")


def main():
    gate = kit.Barrier(PARTIES)

    parties = [Actor(target=body, args=(i, gate), name=f"party-{i + 1}")
               for i in range(PARTIES)]

    for party in parties:
        party.start()
    for party in parties:
        party.join()


if __name__ == "__main__":  # a new process imports this file, and stops here
    main()
