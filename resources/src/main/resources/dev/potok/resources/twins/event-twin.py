"""All wait for the lamp; who comes while it is on passes at once."""
import threading
import time

WAITERS = 3
SECOND = 0.2  # how long a second of this story lasts

BEGIN = time.monotonic()


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 1_000_000):
        pass


def say(text):
    """Print a whole line at once, so that no other thread gets into it."""
    now = (time.monotonic() - BEGIN) / SECOND
    print(f"{now:.1f} s: {threading.current_thread().name} {text}\n",
          end="", flush=True)


def main():
    shop_open = threading.Event()
    served = []

    def customer():
        say("comes")
        shop_open.wait()
        say("goes in")
        work(1)
        served.append(threading.current_thread().name)

    def late_body():
        time.sleep(3 * SECOND)  # the lamp is on
        customer()

    def too_late_body():
        time.sleep(6 * SECOND)  # it is off again
        customer()

    def keeper_body():
        time.sleep(2 * SECOND)
        shop_open.set()
        time.sleep(3 * SECOND)
        shop_open.clear()
        time.sleep(3 * SECOND)
        shop_open.set()

    early = [threading.Thread(target=customer, name=f"early-{i + 1}")
             for i in range(WAITERS)]
    late = threading.Thread(target=late_body, name="late")
    too_late = threading.Thread(target=too_late_body, name="too-late")
    keeper = threading.Thread(target=keeper_body, name="keeper")

    everybody = [*early, late, too_late, keeper]
    for each in everybody:
        each.start()
    for each in everybody:
        each.join()

    customers = WAITERS + 2
    print(f"all served: {len(served) == customers}, "
          f"{len(served)} of {customers}")


if __name__ == "__main__":
    main()
