"""A pool of processes does the same with each of many numbers."""
from multiprocessing import Pool, current_process, set_start_method

WORKERS = 4
NUMBERS = 20
CHUNK = None  # None: about four chunks for each worker
STYLE = "map"  # or "imap", "unordered", "async"
ENDING = "close"  # or "terminate"
TASKS = None  # so many chunks retire a worker; None: it stays


def work(units):
    """Compute: it keeps a core busy."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    print(f"{current_process().name} {text}\n", end="", flush=True)


def greet():
    say("is ready")


def square(n):
    work(1 + n % 3)  # some cost more than others
    say(f"squares {n}")
    return n * n


def take_all(results, squares):
    for each in results:
        squares.append(each)
        say(f"got {each}")


def main():
    set_start_method("spawn")
    numbers = list(range(1, NUMBERS + 1))
    squares = []

    pool = Pool(WORKERS, initializer=greet, maxtasksperchild=TASKS)
    match STYLE:
        case "map":
            squares.extend(pool.map(square, numbers, CHUNK))
        case "imap":
            take_all(pool.imap(square, numbers, CHUNK or 1), squares)
        case "unordered":
            take_all(pool.imap_unordered(square, numbers, CHUNK or 1), squares)
            squares.sort()  # they came as they were done
        case _:
            everything = pool.map_async(
                square, numbers, CHUNK,
                callback=lambda done: say(f"got {len(done)}"))
            squares.extend(everything.get())  # until here main was free

    if ENDING == "close":
        pool.close()  # what was given is done
    else:
        unwanted = pool.map_async(square, numbers, CHUNK)
        pool.terminate()  # what was given is dropped
        # Never wait for it: this result will not come.
        print(f"left waiting: {not unwanted.ready()}")
    pool.join()

    alone = list(map(lambda n: n * n, numbers))
    print(f"same as alone: {squares == alone}, {len(squares)} of {len(alone)}")


if __name__ == "__main__":  # a worker imports this file, and stops here
    main()
