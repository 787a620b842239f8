package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Press;
import dev.potok.simulation.environment.Presses;
import dev.potok.simulation.environment.Remote;
import dev.potok.simulation.environment.RunStoppedException;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.environment.SettingException.Reason;
import dev.potok.simulation.environment.SourceLine;
import dev.potok.simulation.run.RemoteControl;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Names;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * Where presses come in, from a text or from the screen, and go out to actors. The actor that serves makes each of them
 * when all the others are at rest, so what a press leads to does not depend on how quickly the next one comes.
 */
final class Switchboard extends Primitive implements Remote, RemoteControl {
    /** It is no resource of the run. */
    private static final ResourceInfo NOBODY = new ResourceInfo(0, "", ResourceKind.COUNTER, 0);

    /** Whoever comes to the stage gets a row of buttons there. */
    private static final int MOST_ACTORS = 12;
    private static final String SETTING = "presses";

    private final Names names;
    private final Supplier<? extends Party> current;
    private final Hiring hiring;
    private final List<Press> first;
    private final boolean attended;
    private final Consumer<RemoteControl> opened;
    /** In the order of the buttons; never changed once served. */
    private final Map<String, Question> calls = new LinkedHashMap<>();
    private List<Press> example = List.of();

    /** From the screen, in order. */
    private final Queue<Press> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final List<Press> made = new CopyOnWriteArrayList<>();
    private volatile boolean ending;
    /** Who makes the presses, once it does. */
    private volatile @Nullable Party server;

    /** The serving actor's. */
    private final List<Seat> seats = new ArrayList<>();
    /** Whether nothing more will come. Guarded. */
    private boolean closed;

    /** Makes an actor that is told what to do. */
    @FunctionalInterface
    interface Hiring {
        /** An actor of that name, not started. */
        RecordedEnvironment.Member hire(String name, String group, int index, Body body);
    }

    /**
     * A switchboard of one run.
     *
     * @param first    what is pressed first
     * @param attended whether more may come from the screen
     * @param opened   takes the way in from the screen as soon as all is offered
     */
    Switchboard(Names names, Supplier<? extends Party> current, Hiring hiring, List<Press> first,
            boolean attended, Consumer<RemoteControl> opened) {
        super(NOBODY, current);
        this.names = names;
        this.current = current;
        this.hiring = hiring;
        this.first = List.copyOf(first);
        this.attended = attended;
        this.opened = opened;
        outstanding.set(first.size());
    }

    /** An actor that is told what to do. Its fields are guarded. */
    private final class Seat {
        private final RecordedEnvironment.Member actor;
        /** While it waits to be told. */
        private @Nullable Waiter<String> idle;
        /** The call it is in, or was in last. */
        private String call = "";

        Seat(String name, String group, int index, int line) {
            actor = hiring.hire(name, group, index, self -> {
                SourceLine.at(line); // where it was made, until it does something
                obey(self);
            });
        }

        /** What the actor does. */
        private void obey(Actor self) {
            Party party = current.get();
            while (true) {
                String told = nextCall(party);
                if (told == null) {
                    return;
                }
                party.record(EventKind.TOLD, 0, names.idOf(told), Long.MIN_VALUE);
                try {
                    Object answer = question(told).answer(self);
                    if (answer != null) {
                        self.print(told + " → " + (answer instanceof Optional<?> item
                                ? item.map(String::valueOf).orElse("nothing")
                                : answer));
                    }
                } catch (RunStoppedException stopped) {
                    throw stopped;
                } catch (Exception thrown) { // a call that is not allowed is a lesson, and the actor goes on
                    self.print(told + " throws " + thrown.getClass().getSimpleName()
                            + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()));
                }
            }
        }

        /** Waits to be told; null if nothing more will come. */
        private @Nullable String nextCall(Party party) {
            var waiter = new Waiter<String>(Switchboard.this, party, null, false, Waiter.UNTIL_TOLD);
            guard.lock();
            try {
                if (closed) {
                    return null;
                }
                party.record(EventKind.IDLE, 0, 0, Long.MIN_VALUE);
                idle = waiter;
            } finally {
                guard.unlock();
            }
            party.await(waiter);
            return waiter.item;
        }

        /** Lets it go on with that call, or with none; false if it does not wait to be told. */
        boolean tell(@Nullable String told) {
            guard.lock();
            try {
                Waiter<String> waiter = idle;
                if (waiter == null) {
                    return false;
                }
                idle = null;
                call = told == null ? "" : told;
                waiter.item = told;
                end(waiter, Waiter.End.GRANTED);
                return true;
            } finally {
                guard.unlock();
            }
        }
    }

    private Question question(String call) {
        Question question = calls.get(call);
        if (question == null) {
            throw new IllegalArgumentException("nobody offers \"" + call + "\"");
        }
        return question;
    }

    // ---- for the scenario

    @Override
    public void offer(String call, Body body) {
        ask(call, self -> {
            body.run(self);
            return null;
        });
    }

    @Override
    public void ask(String call, Question question) {
        if (server != null || Presses.read("1 " + call).isEmpty() || calls.put(call, question) != null) {
            throw new IllegalArgumentException(
                    "\"" + call + "\" cannot be offered: it is no call, or one already offered,"
                            + " or the actors are served already");
        }
    }

    @Override
    public void example(String presses) {
        example = Presses.readAll(presses);
    }

    @Override
    public void serve(String group, int actors) {
        Party self = enter();
        check(first, actors);
        for (int i = 0; i < actors; i++) {
            add(self, group);
        }
        server = self;
        if (attended) {
            opened.accept(this);
        }
        try {
            awaitAll(self);
            self.awaitRest(parties());
            if (first.isEmpty() && !attended) {
                playExample(self, group);
            } else {
                playFirst(self, group);
            }
            while (attended) {
                Press next = awaitPress(self);
                if (next == null) {
                    break;
                }
                make(self, next, group);
                self.awaitRest(parties());
                outstanding.decrementAndGet();
            }
        } finally {
            letGo();
        }
    }

    @Override
    public String presses() {
        return Presses.write(made);
    }

    // ---- for the screen

    @Override
    public List<String> calls() {
        return List.copyOf(calls.keySet());
    }

    @Override
    public int mostActors() {
        return MOST_ACTORS;
    }

    @Override
    public List<Press> example() {
        return example;
    }

    @Override
    public void press(Press press) {
        outstanding.incrementAndGet();
        asked.add(press);
        nudge();
    }

    @Override
    public List<Press> made() {
        return List.copyOf(made);
    }

    @Override
    public int outstanding() {
        return outstanding.get();
    }

    @Override
    public void end() {
        ending = true;
        nudge();
    }

    private void nudge() {
        Party serving = server;
        if (serving != null) {
            serving.nudge();
        }
    }

    // ---- the serving actor

    /** Looks at what can be seen without making them. */
    private void check(List<Press> presses, int actors) {
        int there = actors;
        for (Press press : presses) {
            switch (press) {
                case Press.Tell tell -> {
                    checkActor(press, tell.actor(), there);
                    if (!calls.containsKey(tell.call())) {
                        throw wrong(Reason.NO_SUCH_CALL, press, String.join(", ", calls.keySet()));
                    }
                }
                case Press.Interrupt interrupt -> checkActor(press, interrupt.actor(), there);
                case Press.Add add -> {
                    there++;
                    if (there > MOST_ACTORS) {
                        throw wrong(Reason.TOO_MANY_ACTORS, add, "1–" + MOST_ACTORS);
                    }
                }
                case Press.Pass ignored -> {
                    // Time can always pass.
                }
            }
        }
    }

    private static void checkActor(Press press, int actor, int there) {
        if (actor > there) {
            throw wrong(Reason.NO_SUCH_ACTOR, press, "1–" + there);
        }
    }

    private static SettingException wrong(Reason reason, Press press, String allowed) {
        return new SettingException(reason, SETTING, press.toString(), allowed);
    }

    private void playExample(Party self, String group) {
        for (Press press : example) {
            make(self, press, group);
            self.awaitRest(parties());
        }
    }

    private void playFirst(Party self, String group) {
        for (Press press : first) {
            if (!make(self, press, group) && !attended && press instanceof Press.Tell tell) {
                throw wrong(Reason.WAITS_IN_CALL, press, seats.get(tell.actor() - 1).call);
            }
            self.awaitRest(parties());
            outstanding.decrementAndGet();
        }
    }

    /** The next press from the screen, where all others are at rest; null if there will be none. */
    private @Nullable Press awaitPress(Party self) {
        long atRest = self.due(Duration.ZERO);
        boolean timed = parties().stream().anyMatch(Party::restEnds);
        self.awaitOutside(() -> ending || !asked.isEmpty());
        Press next = asked.poll();
        if (next != null) {
            self.awaitRest(parties()); // of those whose time was over meanwhile
            long passed = (self.due(Duration.ZERO) - atRest) / 1_000_000;
            if (timed && passed > 0) {
                made.add(new Press.Pass(Duration.ofMillis(passed)));
            }
        }
        return next;
    }

    /** Makes a press; false if that is not possible now. */
    private boolean make(Party self, Press press, String group) {
        boolean done = switch (press) {
            case Press.Tell tell -> tell.actor() <= seats.size() && calls.containsKey(tell.call())
                    && seats.get(tell.actor() - 1).tell(tell.call());
            case Press.Interrupt interrupt -> interrupt.actor() <= seats.size()
                    && interrupt(self, seats.get(interrupt.actor() - 1).actor);
            case Press.Add _ -> seats.size() < MOST_ACTORS && told(self, press, () -> add(self, group));
            case Press.Pass pass -> told(self, press, () -> self.pass(pass.time()));
        };
        if (done) {
            made.add(press);
        }
        return done;
    }

    private static boolean interrupt(Party self, Party actor) {
        self.recordFor(actor.id(), actor.line(), EventKind.INTERRUPTED, 0, 0, Long.MIN_VALUE);
        actor.interruptNow();
        return true;
    }

    /** The serving actor does something itself. */
    private boolean told(Party self, Press press, Runnable what) {
        self.record(EventKind.TOLD, 0, names.idOf(press.toString()), Long.MIN_VALUE);
        what.run();
        awaitAll(self);
        return true;
    }

    /** What it does but for presses: it waits for the end of all, beginning with the first. */
    private void awaitAll(Party self) {
        self.record(EventKind.JOIN_BEGUN, 0, seats.isEmpty() ? 0 : seats.getFirst().actor.id(), Long.MIN_VALUE);
    }

    private void add(Party self, String group) {
        int index = seats.size();
        var seat = new Seat(group + "-" + (index + 1), group, index, self.line());
        seats.add(seat);
        seat.actor.start();
    }

    private List<RecordedEnvironment.Member> parties() {
        return seats.stream().map(seat -> seat.actor).toList();
    }

    /** Ends it for all: who waits in a circle stays there, and that is found as any deadlock is. */
    private void letGo() {
        guard.lock();
        try {
            closed = true;
        } finally {
            guard.unlock();
        }
        boolean circle = seats.stream().anyMatch(seat -> !WaitCircle.through(seat.actor).isEmpty());
        for (Seat seat : seats) {
            if (!seat.tell(null) && !circle) {
                seat.actor.dismiss();
            }
        }
        for (Seat seat : seats) {
            seat.actor.join();
        }
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return false; // nobody is interrupted at it, and there is no time-out
    }
}
