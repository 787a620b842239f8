"""Children change "the same" variable: a process changes its copy, and only
what is shared changes for all."""
import multiprocessing as mp
import threading

CHILDREN = 2
WITH = "processes"  # or "threads"


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    print(f"{text}\n", end="", flush=True)


def body(index, plain, shared, seen, lock):
    work(1)
    with lock:
        plain[0] += 1
        seen[index] = plain[0]
        shared.value += 1
        say(f"child-{index + 1}: plain {plain[0]}, shared {shared.value}")


def main():
    mp.set_start_method("spawn")
    copied = WITH == "processes"
    actor = mp.Process if copied else threading.Thread
    plain = [100]  # an object like any other
    shared = mp.Value("q", 100, lock=False)
    seen = mp.Array("q", CHILDREN, lock=False)
    lock = mp.Lock()

    group = [actor(target=body, args=(i, plain, shared, seen, lock))
             for i in range(CHILDREN)]

    for child in group:
        child.start()
    for child in group:
        child.join()

    ours = plain[0]
    common = shared.value
    theirs = sorted(seen)
    first, last = theirs[0], theirs[-1]

    stays = "the copy stays" if copied else "the object changes"
    each = "an own copy each" if copied else "one object"
    print(f"{stays}: {ours == (100 if copied else 100 + CHILDREN)}, {ours}")
    print(f"{each}: {first == 101 and last == (101 if copied else ours)}, "
          f"from {first} to {last}")
    print(f"what is shared changes: {common == 100 + CHILDREN}, {common}")


if __name__ == "__main__":
    main()
