"""What the parent learns when a process fails, a task fails, a worker is
killed, or the owner of a lock."""
import multiprocessing as mp
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

WHO = "all"  # or "process", "task", "worker", "owner"
LONG = 1000  # seconds
PATIENCE = 2  # seconds without an answer: then main takes it as stuck
begun = None


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def fail(reasons):
    work(1)
    try:
        raise RuntimeError("the disk is full")
    except RuntimeError as failed:
        reasons.put(str(failed))
        raise


def process():
    reasons = mp.SimpleQueue()
    bare = mp.Process(target=fail, args=(reasons,), name="bare")
    bare.start()
    reason = reasons.get()
    bare.join()
    return f"exit code {bare.exitcode}, {reason}"


def task():
    with mp.Pool(1) as pool:
        future = pool.apply_async(int, ("twelve",))
        try:
            return f"twelve is {future.get()}"
        except ValueError as failed:  # the same that was raised over there
            return repr(failed)


def bear(queue):
    """What each worker does first: shared things only come by birth."""
    global begun
    begun = queue


def sleep_long():
    begun.put(os.getpid())
    time.sleep(LONG)
    return "never"


def pool_worker():
    begun = mp.SimpleQueue()
    with mp.Pool(2, bear, (begun,)) as pool:
        future = pool.apply_async(sleep_long)
        os.kill(begun.get(), signal.SIGKILL)
        try:
            return future.get(PATIENCE)  # without it, for ever
        except mp.TimeoutError:
            return "nothing: Pool has a new worker, and the task is lost"


def worker():
    begun = mp.SimpleQueue()
    pool = ProcessPoolExecutor(2, initializer=bear, initargs=(begun,))
    future = pool.submit(sleep_long)
    os.kill(begun.get(), signal.SIGKILL)
    try:
        return future.result()
    except BrokenProcessPool as failed:
        return repr(failed)


def hold(lock, held):
    lock.acquire()
    held.set()
    time.sleep(LONG)


def owner():
    lock = mp.Lock()
    held = mp.Event()
    holder = mp.Process(target=hold, args=(lock, held), name="owner")
    holder.start()
    held.wait()
    holder.kill()
    got = lock.acquire(timeout=PATIENCE)  # without it, for ever
    holder.join()
    free = "free" if got else "not free, and nobody says why"
    return f"exit code {holder.exitcode}, the lock was {free}"


def main():
    mp.set_start_method("spawn")
    told = {"process": process, "task": task, "worker": worker,
            "owner": owner}
    for each in told if WHO == "all" else [WHO]:
        learned = told[each]()
        print(f"{each}: {learned}", flush=True)
        if each == "worker":
            print(f"worker of a Pool: {pool_worker()}", flush=True)


if __name__ == "__main__":
    main()
