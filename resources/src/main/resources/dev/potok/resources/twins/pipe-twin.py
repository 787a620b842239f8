"""Two processes talk over a pipe: one asks, the other answers."""
import multiprocessing as mp

MESSAGES = 6
AHEAD = 1  # so many questions may be without an answer
SIZE = 100  # bytes


def work(units):
    """Compute: it keeps a core busy and, with a GIL, holds that too."""
    for _ in range(units * 500_000):
        pass


def say(text):
    """Print a whole line at once, so that no other process gets into it."""
    print(f"{mp.current_process().name} {text}\n", end="", flush=True)


def count(in_order):
    with in_order.get_lock():  # += on a shared value is no atomic step
        in_order.value += 1


def ask(left, in_order):
    asked = answered = 0
    while answered < MESSAGES:
        if asked < min(MESSAGES, answered + AHEAD):
            work(1)
            asked += 1
            left.send((asked, bytes(SIZE)))
        else:
            answered += 1
            if left.recv()[0] == answered:
                count(in_order)
                say(f"has answer {answered}")
    left.close()


def answer(right, in_order):
    heard = 0
    while True:
        try:
            number, load = right.recv()
        except EOFError:  # nobody has the other end any more
            break
        heard += 1
        if number == heard:
            count(in_order)
        work(1)
        right.send((number, load))


def main():
    mp.set_start_method("spawn")
    left, right = mp.Pipe()
    in_order = mp.Value("q", 0)

    asker = mp.Process(target=ask, args=(left, in_order), name="asker")
    answerer = mp.Process(target=answer, args=(right, in_order),
                          name="answerer")

    asker.start()
    answerer.start()
    left.close()  # this process has copies of both ends, and as long as
    right.close()  # it keeps them nobody ever comes to the end of the pipe
    asker.join()
    answerer.join()

    told = in_order.value
    print(f"in order and once: {told == 2 * MESSAGES}, {told} messages")


if __name__ == "__main__":
    main()
