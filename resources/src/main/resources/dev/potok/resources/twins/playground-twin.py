"""One primitive, some threads, and a command for everything they can do with it.

Plays an example; on a terminal it then does what you type: "2 acquire()" tells
thread 2, "+" adds a thread, an empty line ends it. Say which primitive:
python3 playground-twin.py barrier
"""
import queue
import sys
import threading
import time

SIZE = 2
ACTORS = 3


def mutex():
    lock = threading.Lock()
    return {
        "acquire()": lambda: lock.acquire(),
        "acquire(blocking=False)": lambda: lock.acquire(blocking=False),
        "acquire(timeout=1)": lambda: lock.acquire(timeout=1),
        "release()": lambda: lock.release(),  # whoever calls it
    }, "1 acquire(); 2 acquire(); 3 acquire(blocking=False); 1 release(); 2 release()"


def reentrant_mutex():
    rlock = threading.RLock()
    return {
        "acquire()": lambda: rlock.acquire(),
        "acquire(blocking=False)": lambda: rlock.acquire(blocking=False),
        "acquire(timeout=1)": lambda: rlock.acquire(timeout=1),
        "release()": lambda: rlock.release(),
    }, "1 acquire(); 1 acquire(); 2 acquire(); 1 release(); 1 release(); 2 release()"


def condition():
    lounge = threading.Condition(threading.Lock())
    return {
        "acquire()": lambda: lounge.acquire(),
        "release()": lambda: lounge.release(),
        "wait()": lambda: lounge.wait(),
        "wait(1)": lambda: lounge.wait(1),
        "notify()": lambda: lounge.notify(),
        "notify_all()": lambda: lounge.notify_all(),
    }, ("1 acquire(); 1 wait(); 2 acquire(); 2 wait(); 3 acquire(); "
        "3 notify_all(); 3 release(); 1 release(); 2 release()")


def semaphore():
    permits = threading.BoundedSemaphore(SIZE)
    return {
        "acquire()": lambda: permits.acquire(),
        "acquire(blocking=False)": lambda: permits.acquire(blocking=False),
        "acquire(timeout=1)": lambda: permits.acquire(timeout=1),
        "release()": lambda: permits.release(),
    }, "1 acquire(); 2 acquire(); 3 acquire(); 1 acquire(blocking=False); 1 release()"


def barrier():
    gate = threading.Barrier(SIZE)
    return {
        "wait()": lambda: gate.wait(),
        "wait(1)": lambda: gate.wait(1),
        "abort()": lambda: gate.abort(),
        "reset()": lambda: gate.reset(),
    }, "1 wait(); 2 wait(); 3 wait(); 1 wait(); 2 wait(); 3 abort(); 3 reset()"


def event():
    lamp = threading.Event()
    return {
        "set()": lambda: lamp.set(),
        "clear()": lambda: lamp.clear(),
        "is_set()": lambda: lamp.is_set(),
        "wait()": lambda: lamp.wait(),
        "wait(1)": lambda: lamp.wait(1),
    }, "1 wait(); 2 wait(); 3 set(); 1 wait(); 3 clear(); 1 wait(); 3 set()"


def fifo(kind=queue.Queue):
    items = kind(SIZE)
    return {
        "put()": lambda: items.put(threading.current_thread().name),
        "put_nowait()": lambda: items.put_nowait(threading.current_thread().name),
        "put(timeout=1)": lambda: items.put(threading.current_thread().name, timeout=1),
        "get()": lambda: items.get(),
        "get_nowait()": lambda: items.get_nowait(),
        "get(timeout=1)": lambda: items.get(timeout=1),
        "qsize()": lambda: items.qsize(),
        "empty()": lambda: items.empty(),
        "task_done()": lambda: items.task_done(),
        "join()": lambda: items.join(),
    }, "1 get(); 2 put(); 2 put(); 3 put(); 2 put(); 1 get(); 1 get()"


def stack():
    return fifo(queue.LifoQueue)


def variable():
    count = 0
    mine = threading.local()

    def load():
        mine.copy = count
        return mine.copy

    def store():
        nonlocal count
        count = mine.copy + 1

    return {
        "load()": load,
        "store(copy + 1)": store,
    }, "1 load(); 2 load(); 1 store(copy + 1); 2 store(copy + 1); 3 load()"


PRIMITIVES = {"mutex": mutex, "reentrant-mutex": reentrant_mutex, "condition": condition,
              "semaphore": semaphore, "barrier": barrier, "event": event,
              "queue": fifo, "stack": stack, "variable": variable}


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    print(f"{threading.current_thread().name} {text}\n", end="", flush=True)


class Actor(threading.Thread):
    """Does what it is told, one call at a time."""

    def __init__(self, number, calls):
        super().__init__(name=f"thread-{number}", daemon=True)
        self.calls = calls
        self.orders = queue.Queue()
        self.idle = threading.Event()

    def run(self):
        while True:
            self.idle.set()
            call = self.orders.get()
            try:
                say(f"{call} -> {self.calls[call]()}")
            except Exception as thrown:  # misuse is a lesson, and it goes on
                say(f"{call} raises {type(thrown).__name__}: {thrown}")

    def tell(self, call):
        if call not in self.calls:
            print(f"{call}? There are: {', '.join(self.calls)}")
        elif not self.idle.wait(0.2):  # it may have been let go just now
            print(f"{self.name} still waits in its call")
        else:
            self.idle.clear()
            self.orders.put(call)
            if not self.idle.wait(0.2):  # Python does not tell what a thread waits for
                print(f"{self.name} waits in {call}")


def press(actors, calls, command):
    if command == "+":
        actors.append(Actor(len(actors) + 1, calls))
        actors[-1].start()
        return
    number, _, call = command.partition(" ")
    if number.isdigit() and 1 <= int(number) <= len(actors):
        actors[int(number) - 1].tell(call.strip())
    else:
        print(f"{command}? Write the number of a thread and a call, or +")


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "mutex"
    if name not in PRIMITIVES:
        sys.exit(f"no {name} here; there are: {', '.join(PRIMITIVES)}")
    calls, example = PRIMITIVES[name]()
    calls["sleep(1)"] = lambda: time.sleep(1)

    actors = []
    for _ in range(ACTORS):
        press(actors, calls, "+")
    for command in example.split("; "):
        press(actors, calls, command)
    while sys.stdin.isatty():
        command = input("> ").strip()
        if not command:
            break
        press(actors, calls, command)


if __name__ == "__main__":
    main()
