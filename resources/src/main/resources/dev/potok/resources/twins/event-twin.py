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

    def customer(delay):
        time.sleep(delay * SECOND)
        say("comes")
        shop_open.wait()
        say("goes in")
        work(1)
        served.append(threading.current_thread().name)

    def keeper_body():
        time.sleep(2 * SECOND)
        shop_open.set()
        time.sleep(3 * SECOND)
        shop_open.clear()
        time.sleep(3 * SECOND)
        shop_open.set()

    waiters = [threading.Thread(target=customer, args=(0,),
                                name=f"early-{i + 1}") for i in range(WAITERS)]
    late_comer = threading.Thread(target=customer, args=(3,), name="late")
    too_late = threading.Thread(target=customer, args=(6,), name="too-late")
    keeper = threading.Thread(target=keeper_body, name="keeper")

    for waiter in waiters:
        waiter.start()
    late_comer.start()
    too_late.start()
    keeper.start()
    for waiter in waiters:
        waiter.join()
    late_comer.join()
    too_late.join()
    keeper.join()

    total = WAITERS + 2
    print(f"all served: {len(served) == total}, {len(served)} of {total}")


if __name__ == "__main__":
    main()
