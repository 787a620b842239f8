"""Very many tasks take turns on the one thread that carries them.

Python has no virtual threads. What comes closest are the tasks of asyncio:
as cheap, but all on one thread, and they leave it only where an await is.
"""
import asyncio
import threading
import time

TASKS = 10_000
NAPS = 2
FRAME = "plain"  # or "lock"; with "blocking" take 5 tasks, not 10,000


async def main():
    begun = time.perf_counter()
    finished = 0

    async def body():
        nonlocal finished
        mine = asyncio.Lock()
        for _ in range(NAPS):
            match FRAME:
                case "lock":
                    async with mine:
                        await asyncio.sleep(0.5)  # this leaves the thread
                case "blocking":
                    time.sleep(0.5)  # this keeps it: no other task goes on
                case _:
                    await asyncio.sleep(0.5)  # this leaves it too
        finished += 1  # no await between load and store: no lock needed

    sleepers = [asyncio.create_task(body()) for _ in range(TASKS)]
    for sleeper in sleepers:
        await sleeper

    seconds = time.perf_counter() - begun
    print(f"{seconds:.1f} s on {threading.active_count()} thread")
    print(f"all finished: {finished == TASKS}, {finished} of {TASKS}")


if __name__ == "__main__":
    asyncio.run(main())
