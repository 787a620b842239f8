"""All wait for the lamp; who comes while it is on passes at once."""
import multiprocessing
import threading
import time
from types import SimpleNamespace

WITH = "threads"  # or "processes"
WAITERS = 3
SECOND = 0.2  # how long a second of this story lasts

# The two modules are alike: each has an Event, a Lock, a Barrier …
kit = {"threads": threading, "processes": multiprocessing}[WITH]
Actor = threading.Thread if WITH == "threads" else multiprocessing.Process


def number(initial):
    """Between threads any object does; processes need shared memory."""
    if WITH == "threads":
        return SimpleNamespace(value=initial)
    return multiprocessing.Value("q", initial, lock=False)


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that nobody else gets into it."""
    me = (threading.current_thread() if WITH == "threads"
          else multiprocessing.current_process())
    print(f"{me.name} {text}\n", end="", flush=True)


def customer(shop_open, served, served_lock):
    say("comes")
    shop_open.wait()
    say("goes in")
    work(1)
    with served_lock:  # += is no atomic step
        served.value += 1


def late_body(*shop):
    time.sleep(3 * SECOND)  # the lamp is on
    customer(*shop)


def too_late_body(*shop):
    time.sleep(6 * SECOND)  # it is off again
    customer(*shop)


def keeper_body(shop_open):
    time.sleep(2 * SECOND)
    say("opens")
    shop_open.set()
    time.sleep(3 * SECOND)
    say("closes")
    shop_open.clear()
    time.sleep(3 * SECOND)
    say("opens again")
    shop_open.set()


def main():
    shop_open = kit.Event()
    served = number(0)
    served_lock = kit.Lock()
    shop = shop_open, served, served_lock

    early = [Actor(target=customer, args=shop, name=f"early-{i + 1}")
             for i in range(WAITERS)]
    late = Actor(target=late_body, args=shop, name="late")
    too_late = Actor(target=too_late_body, args=shop, name="too-late")
    keeper = Actor(target=keeper_body, args=(shop_open,), name="keeper")

    everybody = [*early, late, too_late, keeper]
    for each in everybody:
        each.start()
    for each in everybody:
        each.join()

    customers = WAITERS + 2
    print(f"all served: {served.value == customers}, "
          f"{served.value} of {customers}")


if __name__ == "__main__":  # a new process imports this file, and stops here
    main()
