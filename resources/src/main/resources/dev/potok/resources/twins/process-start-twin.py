"""What it costs to begin: a thread, and a process in each way there is."""
import multiprocessing as mp
import threading
import time

EACH = 3


def hello(begun):
    with begun.get_lock():
        begun.value += 1


def microseconds(group):
    """From the first start to the last end."""
    begun = time.perf_counter_ns()
    for actor in group:
        actor.start()
    for actor in group:
        actor.join()
    return (time.perf_counter_ns() - begun) // 1000


def processes(way, begun):
    server = mp.get_context(way).Process()  # the first of a forkserver
    server.start()  # starts the server itself: that is not counted
    server.join()
    return [mp.get_context(way).Process(target=hello, args=(begun,))
            for _ in range(EACH)]


def main():
    begun = mp.get_context("spawn").Value("q", 0)

    threads = [threading.Thread(target=hello, args=(begun,))
               for _ in range(EACH)]
    print(f"thread {microseconds(threads) // EACH} us each")

    failed = 0
    ways = mp.get_all_start_methods()  # on Windows spawn alone
    for way in ways:
        group = processes(way, begun)
        print(f"{way} {microseconds(group) // EACH} us each", flush=True)
        failed += sum(process.exitcode != 0 for process in group)

    expected = EACH * (1 + len(ways))
    print(f"all have begun: {begun.value == expected}, {begun.value}")
    print(f"all ended well: {failed == 0}")


if __name__ == "__main__":  # without it, each spawned child would spawn, too
    main()
