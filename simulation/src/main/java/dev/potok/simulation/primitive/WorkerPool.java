package dev.potok.simulation.primitive;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.BrokenPoolException;
import dev.potok.simulation.environment.CannotCrossException;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Future;
import dev.potok.simulation.environment.Pool;
import dev.potok.simulation.environment.RunStoppedException;
import dev.potok.simulation.environment.TaskFailedException;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * A pool made of what a kit has, as CPython's is: a queue of tasks, a group of workers, a queue of results, and an actor
 * beside the owner's that takes the results in, hires workers and learns of their deaths.
 *
 * <p>
 * Tasks wait here, where they can still be cancelled, and go into the queue as workers are about to need them. The
 * critical section guards all fields; nobody waits in it, and nothing of the scenario runs in it.
 */
final class WorkerPool extends Primitive implements Pool {
    /** So many chunks of a long list are in the queue for each worker; of single tasks there is one more than workers. */
    private static final int AHEAD = 16;
    /** A list is handed out in about so many chunks for each worker, unless told otherwise; as in CPython's map. */
    private static final int CHUNKS_A_WORKER = 4;
    /** Instead of a task's number: the worker leaves; or it never came to be ready. */
    private static final long LEAVES = 0;
    private static final long NOT_READY = -1;
    private static final long RETIRES = -2;

    private final Workshop kit;
    private final Body initializer;
    private final int tasksPerWorker;
    private final int size;
    private final BoundedQueue<Order> tasks;
    private final BoundedQueue<Report> results;
    private final RecordedEnvironment.Member clerk;

    /** Guarded, like all below. */
    private final ArrayDeque<Chunk> pending = new ArrayDeque<>();
    private final Map<Long, Chunk> handedOut = new HashMap<>();
    private final List<Hired> workers = new ArrayList<>();
    private final ArrayDeque<Waiter<Void>> anyDone = new ArrayDeque<>();
    private long lastTask;
    private long lastBatch;
    private long lastDone;
    private boolean closed;
    private boolean terminated;
    private boolean queueClosed;
    private boolean over;
    /** So many are neither pending nor in the queue, but being put into it. */
    private int underway;
    /** A worker has ended while the clerk was handing out. */
    private volatile boolean endToLookAt;
    private @Nullable BrokenPoolException broken;
    /** By the first callback that threw: told when all is done, for others wait for their results. */
    private volatile @Nullable Throwable thrownByCallback;

    /** What goes to a worker: the work is the same for a whole batch, and unpacked once there. */
    record Order(long batch, long number, Object work, Object items) implements Serializable {}

    /** What comes back: results in the order of the items, or what was thrown. */
    record Report(long number, int worker, boolean failed, Object came) implements Serializable {}

    /** What a worker does with each item of a batch. */
    @FunctionalInterface
    interface Work extends Serializable {
        Object call(Actor worker, Object item) throws Exception;
    }

    /** A worker there is or was. */
    private static final class Hired {
        final RecordedEnvironment.Member member;
        int tasks;
        boolean left;

        Hired(RecordedEnvironment.Member member) {
            this.member = member;
        }
    }

    /** Items that are done one after another by one worker. */
    private static final class Chunk {
        final Batch batch;
        final int first;
        final int count;
        final Object items;
        long number;

        Chunk(Batch batch, int first, int count, Object items) {
            this.batch = batch;
            this.first = first;
            this.count = count;
            this.items = items;
        }
    }

    private WorkerPool(ResourceInfo info, Supplier<? extends Party> current, Environment environment, Workshop kit,
            Body initializer, int tasksPerWorker) {
        super(info, current);
        this.kit = kit;
        this.initializer = initializer;
        this.tasksPerWorker = tasksPerWorker;
        this.size = (int) info.capacity();
        this.tasks = kit.queueOf(name() + " tasks", info.id());
        this.results = kit.queueOf(name() + " results", info.id());
        this.clerk = ((Workshop) environment).member(name() + "-clerk", name() + "-clerk", 0, this::takeIn);
    }

    /** Opens one: hires the workers and lets them begin. */
    static WorkerPool open(ResourceInfo info, Supplier<? extends Party> current, Environment environment, Workshop kit,
            Body initializer, int tasksPerWorker) {
        var pool = new WorkerPool(info, current, environment, kit, initializer, tasksPerWorker);
        var begin = new ArrayList<RecordedEnvironment.Member>();
        for (int i = 0; i < pool.size; i++) {
            begin.add(pool.hire());
        }
        int begun = 0;
        try {
            for (var member : begin) {
                current.get().checkpoint();
                member.start();
                begun++;
            }
        } catch (RuntimeException refused) {
            pool.giveUp(begun);
            throw refused;
        }
        pool.clerk.start(); // last: where no worker can begin there is nothing to take in
        return pool;
    }

    /** Not all could be started: those that were are let go. */
    private void giveUp(int begun) {
        guard.lock();
        try {
            closed = true;
            terminated = true;
            for (Hired never : workers.subList(begun, workers.size())) {
                never.left = true;
            }
        } finally {
            guard.unlock();
        }
        closeQueue();
        endAll(worker -> true);
    }

    // ---- workers

    /** Makes one; whoever calls starts it. */
    private RecordedEnvironment.Member hire() {
        int index = workers.size();
        RecordedEnvironment.Member member = kit.member(name() + "-" + (index + 1), name(), index,
                labour(index, info.id(), tasks, results, initializer, tasksPerWorker, kit.copies()));
        guard.lock();
        try {
            workers.add(new Hired(member));
        } finally {
            guard.unlock();
        }
        if (member instanceof ProcessMember process) {
            process.onEnd(() -> {
                endToLookAt = true; // for an interrupt may be taken by what the clerk does for others
                clerk.interruptNow();
            });
        }
        return member;
    }

    /** What a worker does all its life; it knows nothing of the pool but what is named here. */
    private static Body labour(int index, int pool, BoundedQueue<Order> tasks, BoundedQueue<Report> results,
            Body initializer, int limit, boolean packed) {
        return self -> {
            var party = (Party) self;
            party.record(EventKind.WORKER_JOINED, pool, 0, Long.MIN_VALUE);
            try {
                initializer.run(self);
            } catch (RunStoppedException | ProcessExit leaving) {
                throw leaving;
            } catch (Throwable thrown) { // no worker of this pool will ever be ready
                party.record(EventKind.WORKER_LEFT, pool, 0, Long.MIN_VALUE);
                putAnyhow(results, new Report(NOT_READY, index, true, packed ? portable(party, thrown) : thrown));
                return;
            }
            long batch = 0;
            long farewell = RETIRES;
            Work work = (worker, item) -> item;
            for (int done = 0; limit == 0 || done < limit; done++) {
                Order order = next(tasks);
                if (order == null) {
                    farewell = LEAVES;
                    break;
                }
                if (order.batch != batch) {
                    work = (Work) (packed ? party.unpack((byte[]) order.work) : order.work);
                    batch = order.batch;
                }
                party.record(EventKind.TASK_STARTED, pool, order.number, Long.MIN_VALUE);
                Report report = perform(index, self, order, work, packed);
                party.record(report.failed ? EventKind.TASK_FAILED : EventKind.TASK_ENDED, pool, order.number,
                        Long.MIN_VALUE);
                putAnyhow(results, report);
            }
            party.record(EventKind.WORKER_LEFT, pool, 0, Long.MIN_VALUE);
            putAnyhow(results, new Report(farewell, index, false, ""));
        };
    }

    /** Puts into a queue without a bound, also if interrupted before; says whether it was. */
    private static <T> boolean putAnyhow(BoundedQueue<T> queue, T item) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(item);
                return interrupted;
            } catch (InterruptedException told) {
                interrupted = true;
            }
        }
    }

    /** Null if there will be none: none is left, or the pool is terminated. */
    private static @Nullable Order next(BoundedQueue<Order> tasks) {
        try {
            return tasks.take().orElse(null);
        } catch (InterruptedException terminated) {
            return null;
        }
    }

    private static Report perform(int index, Actor self, Order order, Work work, boolean packed) {
        var party = (Party) self;
        try {
            List<?> items = (List<?>) (packed ? party.unpack((byte[]) order.items) : order.items);
            var came = new ArrayList<@Nullable Object>(items.size());
            for (Object item : items) {
                came.add(work.call(self, item));
            }
            return new Report(order.number, index, false, packed ? party.pack(came) : came);
        } catch (RunStoppedException | ProcessExit leaving) {
            throw leaving;
        } catch (Throwable thrown) { // whatever it is, the owner is to know
            return new Report(order.number, index, true, packed ? portable(party, thrown) : thrown);
        }
    }

    private static byte[] portable(Party party, Throwable thrown) {
        try {
            byte[] bytes = party.pack(thrown);
            party.unpack(bytes); // what is not let in here is not let in there
            return bytes;
        } catch (CannotCrossException refused) {
            return party.pack(new TaskFailedException(thrown.toString()));
        }
    }

    // ---- the clerk

    private void takeIn(Actor self) throws Exception {
        while (!over()) {
            if (endToLookAt) {
                endToLookAt = false;
                lookForDead((Party) self);
            } else {
                try {
                    Optional<Report> next = results.take();
                    if (next.isPresent()) {
                        take((Party) self, next.get());
                    }
                } catch (InterruptedException told) {
                    lookForDead((Party) self);
                }
            }
            handOut();
        }
        results.close();
        Throwable thrown = thrownByCallback;
        if (thrown != null) {
            throw new IllegalStateException("a callback of \"" + name() + "\" threw " + thrown, thrown);
        }
    }

    private boolean over() {
        guard.lock();
        try {
            return over;
        } finally {
            guard.unlock();
        }
    }

    private void take(Party self, Report report) {
        Object came = unpacked(self, report);
        if (report.number == LEAVES || report.number == RETIRES) {
            leave(self, report);
            return;
        }
        if (report.number == NOT_READY) {
            Hired worker;
            guard.lock();
            try {
                worker = workers.get(report.worker);
            } finally {
                guard.unlock();
            }
            breakUp(self, worker, "the initializer of " + worker.member.name() + " threw " + came);
            return;
        }
        Chunk chunk;
        guard.lock();
        try {
            chunk = handedOut.remove(report.number);
            workers.get(report.worker).tasks++;
            if (chunk == null) {
                return; // it was given up before
            }
            if (came instanceof Throwable thrown && (report.failed || !(came instanceof List))) {
                chunk.batch.fail(chunk, thrown);
            } else {
                chunk.batch.succeed(chunk, (List<?>) came);
            }
        } finally {
            guard.unlock();
        }
        chunk.batch.tell();
    }

    /** What came; or why it cannot be made again here. */
    private Object unpacked(Party self, Report report) {
        if (report.number == LEAVES || report.number == RETIRES || !kit.copies()) {
            return report.came;
        }
        try {
            return self.unpack((byte[]) report.came);
        } catch (CannotCrossException refused) {
            return refused;
        }
    }

    private void leave(Party self, Report report) {
        Hired gone;
        boolean another;
        guard.lock();
        try {
            gone = workers.get(report.worker);
            gone.left = true;
            boolean more = !queueClosed || !handedOut.isEmpty() || !pending.isEmpty();
            another = report.number == RETIRES && more && broken == null && !terminated;
        } finally {
            guard.unlock();
        }
        if (another) {
            RecordedEnvironment.Member heir = hire();
            try {
                heir.start();
            } catch (RunStoppedException stopped) {
                throw stopped;
            } catch (RuntimeException refused) {
                guard.lock();
                try {
                    workers.getLast().left = true;
                } finally {
                    guard.unlock();
                }
                breakUp(self, gone, "no worker can take the place of one that retired: " + refused.getMessage());
            }
        }
        endIfAllLeft();
    }

    private void endIfAllLeft() {
        guard.lock();
        try {
            over = workers.stream().allMatch(each -> each.left);
        } finally {
            guard.unlock();
        }
    }

    /** A process has ended: did it leave, or did it die? What it has said last may still be on its way. */
    private void lookForDead(Party self) {
        for (Optional<Report> said = results.poll(); said.isPresent(); said = results.poll()) {
            take(self, said.get());
        }
        List<Hired> all;
        guard.lock();
        try {
            all = List.copyOf(workers);
        } finally {
            guard.unlock();
        }
        for (Hired worker : all) {
            if (kit.copies() && !worker.left && worker.member instanceof ProcessMember process
                    && process.hasEnded()) {
                died(self, worker, process);
            }
        }
    }

    private void died(Party self, Hired worker, ProcessMember process) {
        int code = process.exitCode(); // the run does not fail for it: the pool tells
        breakUp(self, worker, process.name() + (code > 128
                ? " was ended by signal " + (code - 128) : " ended with exit code " + code)
                + " before its work was done");
    }

    private void breakUp(Party self, Hired worker, String why) {
        var left = new ArrayList<Batch>();
        guard.lock();
        try {
            worker.left = true;
            if (broken == null && !terminated) {
                broken = new BrokenPoolException(name(), why);
                record(self, EventKind.BROKEN, 0);
                giveUpAll(self, broken, left);
            }
        } finally {
            guard.unlock();
        }
        closeQueue();
        emptyQueue();
        endAll(all -> all != worker);
        endIfAllLeft();
        left.forEach(Batch::tell);
    }

    /** Guarded. */
    private void giveUpAll(Party self, @Nullable Throwable cause, List<Batch> told) {
        for (Chunk chunk : pending) {
            giveUp(self, chunk, cause, told);
        }
        pending.clear();
        for (Chunk chunk : handedOut.values()) {
            giveUp(self, chunk, cause, told);
        }
        handedOut.clear();
    }

    /** With a cause it has failed, without one it is cancelled. Guarded. */
    private void giveUp(Party self, Chunk chunk, @Nullable Throwable cause, List<Batch> told) {
        record(self, EventKind.TASK_CANCELLED, chunk.number);
        if (cause == null) {
            chunk.batch.cancelled(chunk);
        } else {
            chunk.batch.fail(chunk, cause);
        }
        told.add(chunk.batch);
    }

    private void endAll(java.util.function.Predicate<Hired> which) {
        List<Hired> all;
        guard.lock();
        try {
            all = workers.stream().filter(worker -> !worker.left && which.test(worker)).toList();
        } finally {
            guard.unlock();
        }
        for (Hired worker : all) {
            if (worker.member instanceof ProcessMember process && process.takesSignals()) {
                process.forgive(); // it may be about to leave by itself, and be hit on its way
                process.signal(ProcessMember.TERMINATE);
            } else {
                worker.member.interrupt();
            }
        }
    }

    /** Moves tasks into the queue, as many as the workers will need soon, and closes it behind the last. */
    private void handOut() {
        for (boolean first = true;; first = false) {
            Chunk chunk;
            guard.lock();
            try {
                Chunk next = pending.peek();
                if (next == null
                        || handedOut.size() > (first ? next.batch.low() : next.batch.ahead() - 1)) {
                    break;
                }
                chunk = pending.remove();
                handedOut.put(chunk.number, chunk);
                underway++;
            } finally {
                guard.unlock();
            }
            try {
                if (putAnyhow(tasks, new Order(chunk.batch.id, chunk.number, chunk.batch.work, chunk.items))) {
                    enter().interruptNow(); // it is meant for what comes next
                }
            } catch (IllegalStateException refused) {
                if (!queueClosed()) {
                    throw refused;
                } // else it was given up on its way
            } finally {
                guard.lock();
                try {
                    underway--;
                } finally {
                    guard.unlock();
                }
            }
        }
        boolean last;
        guard.lock();
        try {
            last = closed && pending.isEmpty() && underway == 0;
        } finally {
            guard.unlock();
        }
        if (last) {
            closeQueue();
        }
    }

    private boolean queueClosed() {
        guard.lock();
        try {
            return queueClosed;
        } finally {
            guard.unlock();
        }
    }

    /** So that nobody begins what was given up, as CPython's pool does when it is terminated. */
    private void emptyQueue() {
        while (tasks.poll().isPresent()) {
            // it is cancelled, or has failed
        }
    }

    private void closeQueue() {
        guard.lock();
        try {
            if (queueClosed) {
                return;
            }
            queueClosed = true;
        } finally {
            guard.unlock();
        }
        tasks.close();
    }

    // ---- batches

    /** Somebody who waits, and until what holds; that is asked in the critical section. */
    private record Wish(Waiter<Void> waiter, java.util.function.BooleanSupplier there) {}

    /** Some items with which the same is done. All but the finals is guarded by the pool's critical section. */
    private final class Batch {
        final long id;
        final Object work;
        final boolean single;
        final List<@Nullable Object> came;
        private final List<@Nullable Throwable> thrown;
        private final ArrayDeque<Integer> arrived = new ArrayDeque<>();
        private final boolean[] there;
        private final ArrayDeque<Wish> line = new ArrayDeque<>();
        private int left;
        private @Nullable Throwable firstThrown;
        private boolean cancelled;
        long doneAt;
        private Consumer<Batch> whenDone = batch -> {};
        private boolean told;

        Batch(Object work, int items, boolean single) {
            this.id = ++lastBatch;
            this.work = work;
            this.single = single;
            this.came = new ArrayList<>(Collections.nCopies(items, null));
            this.thrown = new ArrayList<>(Collections.nCopies(items, null));
            this.there = new boolean[items];
            this.left = items;
        }

        int ahead() {
            return single ? size + 1 : AHEAD * size;
        }

        /** With so many handed out or fewer, others follow: many at once, so that workers need not be woken for each. */
        int low() {
            return single ? ahead() - 1 : ahead() / 2;
        }

        void succeed(Chunk chunk, List<?> results) {
            for (int i = 0; i < chunk.count; i++) {
                came.set(chunk.first + i, results.get(i));
            }
            arrive(chunk);
        }

        void fail(Chunk chunk, Throwable cause) {
            if (firstThrown == null) {
                firstThrown = cause;
            }
            for (int i = 0; i < chunk.count; i++) {
                thrown.set(chunk.first + i, cause);
            }
            arrive(chunk);
        }

        void cancelled(Chunk chunk) {
            cancelled = true;
            arrive(chunk);
        }

        private void arrive(Chunk chunk) {
            for (int i = chunk.first; i < chunk.first + chunk.count; i++) {
                there[i] = true;
                arrived.add(i);
            }
            left -= chunk.count;
            if (left == 0) {
                doneAt = ++lastDone;
                anyDone.forEach(each -> end(each, Waiter.End.GRANTED));
                anyDone.clear();
            }
            line.removeIf(wish -> {
                boolean fulfilled = wish.there.getAsBoolean();
                if (fulfilled) {
                    end(wish.waiter, Waiter.End.GRANTED);
                }
                return fulfilled;
            });
        }

        boolean leaves(Waiter<?> waiter) {
            return line.removeIf(wish -> wish.waiter.equals(waiter));
        }

        boolean done() {
            return left == 0;
        }

        /** Calls back, outside the critical section, once all is done. */
        void tell() {
            guard.lock();
            try {
                if (!done() || told) {
                    return;
                }
                told = true;
            } finally {
                guard.unlock();
            }
            try {
                whenDone.accept(this);
            } catch (RunStoppedException stopped) {
                throw stopped;
            } catch (RuntimeException | Error thrown) {
                if (thrownByCallback == null) {
                    thrownByCallback = thrown;
                }
            }
        }

        /** Waits until that holds of this batch, which is looked at at each arrival. */
        void await(java.util.function.BooleanSupplier there, @Nullable Duration timeout)
                throws InterruptedException, TimeoutException {
            Party self = enterInterruptibly();
            long due = timeout == null ? Waiter.NEVER : self.due(timeout);
            while (true) {
                var waiter = new Waiter<Void>(WorkerPool.this, self, null, true, due);
                guard.lock();
                try {
                    if (there.getAsBoolean()) {
                        return;
                    }
                    line.add(new Wish(waiter, there));
                    record(self, EventKind.WAIT_BEGUN, WaitSide.JOIN.ordinal());
                } finally {
                    guard.unlock();
                }
                if (!awaitGrant(waiter)) {
                    throw new TimeoutException("the result of \"" + name() + "\" did not come in time");
                }
            }
        }

        <R> Results<R> inOrder() {
            return new Results<>() {
                private int next;

                @Override
                public Optional<R> next() throws ExecutionException, InterruptedException {
                    if (next >= there.length) {
                        return Optional.empty();
                    }
                    int index = next;
                    untimed(() -> there[index]);
                    next++;
                    return one(index);
                }
            };
        }

        <R> Results<R> asTheyCome() {
            return new Results<>() {
                private int given;

                @Override
                public Optional<R> next() throws ExecutionException, InterruptedException {
                    if (given >= there.length) {
                        return Optional.empty();
                    }
                    untimed(() -> !arrived.isEmpty());
                    given++;
                    int index;
                    guard.lock();
                    try {
                        index = arrived.remove();
                    } finally {
                        guard.unlock();
                    }
                    return one(index);
                }
            };
        }

        private void untimed(java.util.function.BooleanSupplier there) throws InterruptedException {
            try {
                await(there, null);
            } catch (TimeoutException never) {
                throw new IllegalStateException("a wait without a time-out timed out", never);
            }
        }

        @SuppressWarnings("unchecked") // what a task returns is of the class it says
        private <R> Optional<R> one(int index) throws ExecutionException {
            Throwable failure;
            Object result;
            guard.lock();
            try {
                failure = thrown.get(index);
                result = came.get(index);
            } finally {
                guard.unlock();
            }
            if (failure != null) {
                throw new ExecutionException(failure);
            }
            if (result == null && cancelled) {
                throw new CancellationException("the pool \"" + name() + "\" was terminated");
            }
            if (result == null) {
                throw new ExecutionException(new IllegalStateException(
                        "a task returned null, which is no result that can be handed out one by one"));
            }
            return Optional.of((R) result);
        }
    }

    // ---- what is asked of it

    private Object packed(Object object) {
        return kit.copies() ? enter().pack(object) : object;
    }

    /** Takes in a batch; nothing of it is given if any of it cannot go over. */
    private Batch give(List<?> items, int chunk, Work work, boolean single, Consumer<Batch> whenDone) {
        Party self = enter();
        int size = chunk > 0 ? chunk : Math.max(1, Math.ceilDiv(items.size(), CHUNKS_A_WORKER * this.size));
        Object portable = packed(work);
        var portions = new ArrayList<Object>();
        for (int first = 0; first < items.size(); first += size) {
            portions.add(packed(new ArrayList<>(items.subList(first, Math.min(items.size(), first + size)))));
        }
        Batch batch;
        guard.lock();
        try {
            mustBeOpen();
            batch = new Batch(portable, items.size(), single);
            batch.whenDone = whenDone;
            for (int i = 0; i < portions.size(); i++) {
                int first = i * size;
                var each = new Chunk(batch, first, Math.min(size, items.size() - first), portions.get(i));
                each.number = ++lastTask;
                record(self, EventKind.TASK_SUBMITTED, each.number);
                pending.add(each);
            }
        } finally {
            guard.unlock();
        }
        if (items.isEmpty()) {
            batch.tell();
        }
        handOut();
        return batch;
    }

    /** Guarded. */
    private void mustBeOpen() {
        BrokenPoolException why = broken;
        if (why != null) {
            throw new BrokenPoolException(why);
        }
        if (closed) {
            throw new IllegalStateException("the pool \"" + name() + "\" is closed and takes no more tasks");
        }
    }

    @SuppressWarnings("unchecked") // an item comes to the task as what it was given as
    private static <T, R> Work each(Task<T, R> task) {
        return (worker, item) -> task.call(worker, (T) item);
    }

    @Override
    @SuppressWarnings("unchecked") // what a task returns is of the class it says
    public <T, R> List<R> map(List<T> items, int chunk, Task<T, R> task)
            throws ExecutionException, InterruptedException {
        Batch batch = give(items, chunk, each(task), false, done -> {});
        return new Ticket<List<R>>(batch, all -> (List<R>) all.came).get();
    }

    @Override
    public <A, B, R> List<R> starmap(List<Pair<A, B>> pairs, PairTask<A, B, R> task)
            throws ExecutionException, InterruptedException {
        return map(pairs, (worker, pair) -> task.call(worker, pair.first(), pair.second()));
    }

    @Override
    public <T, R> Results<R> imap(List<T> items, int chunk, Task<T, R> task) {
        return give(items, Math.max(1, chunk), each(task), false, done -> {}).inOrder();
    }

    @Override
    public <T, R> Results<R> imapUnordered(List<T> items, int chunk, Task<T, R> task) {
        return give(items, Math.max(1, chunk), each(task), false, done -> {}).asTheyCome();
    }

    @Override
    @SuppressWarnings("unchecked") // what a task returns is of the class it says
    public <T, R> Future<List<R>> mapAsync(List<T> items, int chunk, Task<T, R> task, Consumer<List<R>> done,
            Consumer<Throwable> failed) {
        Batch batch = give(items, chunk, each(task), false, all -> {
            Throwable thrown = all.firstThrown;
            if (thrown != null) {
                failed.accept(thrown);
            } else if (!all.cancelled) {
                done.accept((List<R>) all.came);
            }
        });
        return new Ticket<>(batch, all -> (List<R>) all.came);
    }

    @Override
    @SuppressWarnings("unchecked") // what a call returns is of the class it says
    public <R> Future<R> submit(Call<R> call) {
        Work work = (worker, nothing) -> call.call(worker);
        Batch batch = give(List.of(0), 1, work, true, done -> {});
        return new Ticket<>(batch, all -> (R) all.came.getFirst());
    }

    @Override
    public <R> Results<Future<R>> asCompleted(List<Future<R>> futures) {
        var left = new ArrayList<>(futures);
        return () -> {
            if (left.isEmpty()) {
                return Optional.empty();
            }
            Party self = enterInterruptibly();
            while (true) {
                Waiter<Void> waiter = waiter(self, null, null);
                guard.lock();
                try {
                    Optional<Future<R>> first = left.stream()
                            .filter(each -> ((Ticket<R>) each).batch.done())
                            .min(java.util.Comparator.comparingLong(each -> ((Ticket<R>) each).batch.doneAt));
                    if (first.isPresent()) {
                        left.remove(first.get());
                        return first;
                    }
                    anyDone.add(waiter);
                    record(self, EventKind.WAIT_BEGUN, WaitSide.JOIN.ordinal());
                } finally {
                    guard.unlock();
                }
                awaitGrant(waiter);
            }
        };
    }

    /** The future of a batch. */
    private final class Ticket<R> implements Future<R> {
        final Batch batch;
        private final java.util.function.Function<Batch, R> result;

        Ticket(Batch batch, java.util.function.Function<Batch, R> result) {
            this.batch = batch;
            this.result = result;
        }

        @Override
        public State state() {
            enter();
            guard.lock();
            try {
                if (batch.done()) {
                    return batch.firstThrown != null ? State.FAILED
                            : batch.cancelled ? State.CANCELLED : State.SUCCEEDED;
                }
                return pending.stream().filter(chunk -> chunk.batch == batch).count() == chunks()
                        ? State.PENDING : State.RUNNING;
            } finally {
                guard.unlock();
            }
        }

        /** Of the batch, as far as not done. Guarded. */
        private long chunks() {
            return pending.stream().filter(chunk -> chunk.batch == batch).count()
                    + handedOut.values().stream().filter(chunk -> chunk.batch == batch).count();
        }

        @Override
        public R get() throws ExecutionException, InterruptedException {
            batch.untimed(batch::done);
            return outcome();
        }

        @Override
        public R get(Duration timeout) throws ExecutionException, InterruptedException, TimeoutException {
            batch.await(batch::done, timeout);
            return outcome();
        }

        private R outcome() throws ExecutionException {
            guard.lock();
            try {
                Throwable thrown = batch.firstThrown;
                if (thrown != null) {
                    throw new ExecutionException(thrown);
                }
                if (batch.cancelled) {
                    throw new CancellationException("the task of \"" + name() + "\" was cancelled");
                }
                return result.apply(batch);
            } finally {
                guard.unlock();
            }
        }

        @Override
        public boolean cancel() {
            Party self = enter();
            guard.lock();
            try {
                List<Chunk> mine = pending.stream().filter(chunk -> chunk.batch == batch).toList();
                if (mine.isEmpty() || mine.size() < chunks()) {
                    return false;
                }
                pending.removeAll(mine);
                mine.forEach(chunk -> giveUp(self, chunk, null, new ArrayList<>()));
                return true;
            } finally {
                guard.unlock();
            }
        }
    }

    @Override
    public List<Integer> tasksByWorker() {
        enter();
        guard.lock();
        try {
            return workers.stream().map(worker -> worker.tasks).toList();
        } finally {
            guard.unlock();
        }
    }

    @Override
    public List<String> workers() {
        enter();
        guard.lock();
        try {
            return workers.stream().map(worker -> worker.member.name()).toList();
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void kill(int worker) {
        enter();
        RecordedEnvironment.Member member;
        guard.lock();
        try {
            member = workers.get(worker).member;
        } finally {
            guard.unlock();
        }
        if (!(member instanceof ProcessMember process)) {
            throw new IllegalStateException("\"" + member.name() + "\" is a thread, and nobody can kill a thread");
        }
        process.forgive();
        process.signal(ProcessMember.KILL);
    }

    @Override
    public void close() {
        Party self = enter();
        guard.lock();
        try {
            if (!closed) {
                closed = true;
                record(self, EventKind.CLOSED, pending.size());
            }
        } finally {
            guard.unlock();
        }
        handOut();
    }

    @Override
    public void terminate() {
        Party self = enter();
        var told = new ArrayList<Batch>();
        guard.lock();
        try {
            if (terminated) {
                return;
            }
            terminated = true;
            if (!closed) {
                closed = true;
                record(self, EventKind.CLOSED, pending.size());
            }
            giveUpAll(self, null, told);
        } finally {
            guard.unlock();
        }
        told.forEach(Batch::tell);
        closeQueue();
        emptyQueue();
        endAll(worker -> true);
    }

    @Override
    public void join() throws InterruptedException {
        enterInterruptibly();
        guard.lock();
        try {
            if (!closed) {
                throw new IllegalStateException(
                        "join() of the pool \"" + name() + "\" before close() or terminate(): it would never end");
            }
        } finally {
            guard.unlock();
        }
        clerk.join();
        List<Hired> all;
        guard.lock();
        try {
            all = List.copyOf(workers);
        } finally {
            guard.unlock();
        }
        all.forEach(worker -> worker.member.join());
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        if (anyDone.remove(waiter)) {
            return true;
        }
        for (Chunk chunk : pending) {
            if (chunk.batch.leaves(waiter)) {
                return true;
            }
        }
        for (Chunk chunk : handedOut.values()) {
            if (chunk.batch.leaves(waiter)) {
                return true;
            }
        }
        return false;
    }
}
