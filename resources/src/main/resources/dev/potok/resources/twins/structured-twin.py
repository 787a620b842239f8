"""Three tasks belong together: none outlives the group, and if one fails
the others are told to end.

Python has this for the tasks of asyncio, not for threads.
"""
import asyncio

TROUBLE = "stock-fails"  # with "none" it lasts eight seconds


def work(units):
    """Compute. In a coroutine nobody else moves in the meantime."""
    for _ in range(units * 1_000_000):
        pass


async def find_price():
    work(2)
    return 100


async def find_stock():
    await asyncio.sleep(2)
    if TROUBLE == "stock-fails":
        raise RuntimeError("out of stock")
    return 3


async def find_delivery():
    await asyncio.sleep(8)
    return 7


def state(task):
    """How a task that has ended stands."""
    if task.cancelled():
        return "CANCELLED"
    return "FAILED" if task.exception() else "DONE"


async def main():
    try:
        async with asyncio.TaskGroup() as order:
            price = order.create_task(find_price())
            stock = order.create_task(find_stock())
            delivery = order.create_task(find_delivery())
        print("sum:", price.result() + stock.result() + delivery.result())
    except* RuntimeError as failed:
        print("failure:", *failed.exceptions)

    print(f"price {state(price)}, stock {state(stock)}")
    expected = "CANCELLED" if TROUBLE == "stock-fails" else "DONE"
    print(f"delivery {state(delivery)}, expected {expected}")


if __name__ == "__main__":
    asyncio.run(main())
