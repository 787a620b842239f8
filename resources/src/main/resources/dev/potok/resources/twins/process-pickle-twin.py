"""What goes to another process goes as bytes; some things cannot, and the
error says which."""
import multiprocessing as mp
import os
import pickle
import socket
import threading
from typing import NamedTuple

CARGO = "all"  # or "object", "file", "thread", "lambda", "lock"
WRONG = ["object", "file", "thread", "lambda", "lock"]
REFUSALS = (pickle.PicklingError, AttributeError, TypeError, RuntimeError)


class Parcel(NamedTuple):
    what: str
    pieces: list


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def receive(box, stamps):
    while (thing := box.get()) is not None:
        work(1)
        got = thing() if callable(thing) else thing
        print(f"got {got}\n", end="", flush=True)
        stamps.value += 1  # nobody else adds to it


def locking(lock):
    lock.acquire()


def main():
    class Secret:  # of a class that the other process cannot find
        pass

    mp.set_start_method("spawn")
    box = mp.SimpleQueue()
    stamps = mp.Value("q", 0, lock=False)
    lock = threading.Lock()
    things = {
        "object": Secret(),
        "file": open(os.devnull),
        "thread": threading.Thread(name="ours"),
        "lambda": lambda: "made here",
        "lock": lock,
    }

    receiver = mp.Process(target=receive, args=(box, stamps))
    receiver.start()

    box.put(Parcel("tea", [1, 2, 3]))
    box.put("what is made there".upper)  # a bound method crosses
    box.put(socket.socket())  # and so does a socket
    refused = []
    for each in WRONG if CARGO == "all" else [CARGO]:
        thing = things[each]
        try:
            box.put(thing)
        except REFUSALS as refusal:
            refused.append(each)
            print(f"{each}: {type(refusal).__name__}: {refusal}\n", end="")
    never = mp.Process(target=locking, args=(lock,))
    try:
        never.start()
    except REFUSALS as refusal:
        refused.append("body")
        print(f"body: {type(refusal).__name__}: {refusal}\n", end="")
    box.put(Parcel("coffee", [4]))
    box.put(None)
    receiver.join()

    wrong = len(WRONG) if CARGO == "all" else 1
    print(f"all that is wrong was refused: {len(refused) == wrong + 1}")
    print(f"nothing half-sent: {stamps.value == 4 and never.pid is None}")


if __name__ == "__main__":
    main()
