package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.IdLine;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * A pool: a line of tasks, the next at the right, before a row of workers. Each worker has a seat, beside it the task it
 * is at; who is elsewhere, on a core or at a lock, leaves an outline with its name. Below stand those who wait for
 * results.
 */
final class PoolCard extends ResourceCard {
    /** The part of a single row that the tasks have. */
    private static final double FLAT_SHARE = 0.4;

    private final Text tasks = caption();
    private final Text more = caption();
    private final Text waiting = caption();
    private final List<Label> tickets = new ArrayList<>();
    private final List<Outline> seats = new ArrayList<>();
    private final List<Label> chips = new ArrayList<>();
    private Seating seating = new Seating(0);
    private Box belt = new Box(0, 0, 0, 0);
    private double ticketWidth;
    /** Whether the number of a worker's task stands beside its seat. */
    private boolean chipped;
    private Flow seatFlow;
    private Flow lineFlow;
    private final Zone line;
    private int heads;

    PoolCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        seatFlow = new Flow(content(), pens.metrics, false);
        lineFlow = seatFlow;
        getChildren().addAll(tasks, more, waiting);
    }

    /** Room beside a seat for the number of a task. */
    static double chipWidth(StageMetrics m) {
        return Math.round(m.caption() * 3.4);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double captionHeight = m.caption() * 1.5;
        double lead = chipWidth(m) + 4;
        double ticketHeight = Math.round(m.caption() * 1.9);
        int count = Math.clamp(info.capacity(), 1, 10_000);
        // The tasks wait above the workers; who waits for results stands below, or beside the tasks where it is low.
        boolean below = inside.height() >= ticketHeight + 2 * m.pillHeight() + captionHeight + 3 * m.gap();
        int abreastBeside = inside.width() > 5 * (m.pillWidth() + m.gap()) ? 2 : 1;
        double lineWidth = abreastBeside * (m.pillWidth() + m.gap()) - m.gap();
        double beltWidth = below ? inside.width() : inside.width() - lineWidth - 2 * m.gap();
        // Where there is room for one row alone, the workers stand at its right.
        boolean flat = inside.height() < ticketHeight + m.pillHeight() + m.gap();
        beltWidth = flat ? Math.min(beltWidth, inside.width() * FLAT_SHARE) : beltWidth;
        double upper = below ? ticketHeight : Math.max(ticketHeight, m.pillHeight());
        belt = new Box(inside.x(), inside.y() + (upper - ticketHeight) / 2, beltWidth, ticketHeight);
        double most = below ? inside.bottom() - captionHeight - m.pillHeight() - m.gap() : inside.bottom();
        double top = inside.y() + upper + m.gap() * (below ? 1.5 : 1);
        int abreast = Math.max(1, (int) ((inside.width() + m.gap()) / (lead + m.pillWidth() + m.gap())));
        double wanted = Math.ceil(count / (double) abreast) * (m.pillHeight() + m.gap()) - m.gap();
        double bottom = below ? Math.min(most, top + wanted) : most;
        double lineTop = Math.min(inside.bottom() - m.pillHeight(), bottom + m.gap() * 1.5 + captionHeight);
        seatFlow = new Flow(new Box(inside.x(), top, inside.width(), bottom - top), m, false, lead);
        if (flat) {
            double x = belt.right() + m.gap();
            seatFlow = new Flow(new Box(x, inside.y(), inside.right() - x, Math.max(m.pillHeight(), inside.height())),
                    m, false, lead);
        }
        chipped = seatFlow.places() >= count;
        if (!chipped) { // the number of a task goes with the name then
            seatFlow = new Flow(seatFlow.box(), m, false);
        }
        lineFlow = flat ? new Flow(new Box(inside.x(), inside.y(), 0, 0), m, false) : below
                ? new Flow(new Box(inside.x(), lineTop, inside.width(), m.pillHeight()), m,
                        false)
                : new Flow(new Box(inside.right() - lineWidth, inside.y(), lineWidth, m.pillHeight()), m,
                        true);
        waiting.setVisible(below);
        put(waiting, inside.x(), lineTop - captionHeight / 2);
        put(tasks, inside.x(), belt.y() + ticketHeight / 2);
        getChildren().removeAll(tickets);
        getChildren().removeAll(seats);
        getChildren().removeAll(chips);
        tickets.clear();
        seats.clear();
        chips.clear();
        ticketWidth = Math.round(m.caption() * 3);
        for (int i = 0; i < seatFlow.shown(count); i++) {
            Box place = seatFlow.place(i);
            var seat = new Outline(pens);
            seat.setTextFill(pens.color("ink-2"));
            seat.arrange(place, box());
            seats.add(seat);
            Label chip = ticket();
            chip.setLayoutX(place.x() - lead - box().x());
            chip.setLayoutY(Math.round(place.y() + (place.height() - ticketHeight) / 2 - box().y()));
            chip.resize(lead - 4, ticketHeight);
            chips.add(chip);
            chip.setVisible(false);
        }
        seating = new Seating(seats.size());
        getChildren().addAll(seats);
        getChildren().addAll(chips);
    }

    private Label ticket() {
        var ticket = new Label();
        ticket.setManaged(false);
        ticket.setMouseTransparent(true);
        ticket.setAlignment(Pos.CENTER);
        TypeFace.set(ticket, pens.figure);
        ticket.setTextFill(pens.color("ink"));
        ticket.setBackground(pens.box("selection-soft", 4));
        ticket.setBorder(pens.outline("accent", 4, 1.5, false));
        return ticket;
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var desk = (ResourceState.Desk) state;
        Texts texts = names.texts();
        showTickets(desk, texts);
        seating.seat(desk.workers(), true);
        for (int i = 0; i < seats.size(); i++) {
            ActorState worker = run.actor(seating.at(i));
            int place = worker == null ? -1 : desk.workers().indexOf(worker.id());
            long task = place < 0 ? 0 : desk.doing(place);
            seats.get(i).name(worker == null || sits(worker, run) ? ""
                    : chipped || task == 0 ? names.of(worker.info())
                            : number(task) + " · " + names.of(worker.info()));
            seats.get(i).colour(desk.broken() ? "failed-line" : "ghost");
            chips.get(i).setVisible(task != 0 && chipped);
            if (task != 0 && !chips.get(i).getText().equals(number(task))) {
                chips.get(i).setText(number(task));
            }
        }
        heads = desk.line().size();
        for (ActorState each : run.actors()) {
            heads += waitsBehind(each, run) && !desk.workers().contains(each.id()) ? 1 : 0;
        }
        setText(waiting, texts.get(heads == 0 ? "stage.nobody-waits" : "stage.pool-waits"));
        line.begin(lineFlow, heads);
    }

    private void showTickets(ResourceState.Desk desk, Texts texts) {
        IdLine waitingTasks = desk.tasks();
        setText(tasks, texts.get(desk.broken() ? "stage.pool-broken" : waitingTasks.isEmpty()
                ? desk.closed() ? "stage.closed" : "stage.pool-no-tasks" : "stage.pool-tasks"));
        tasks.setFill(pens.color(desk.broken() ? "failed-line" : "ink-3"));
        double from = tasks.getLayoutBounds().getMaxX() + pens.metrics.gap() * 1.5;
        double step = ticketWidth + 4;
        double room = belt.right() - box().x() - from;
        int most = Math.max(0, (int) ((room + 4) / step));
        int shown = waitingTasks.size() <= most ? waitingTasks.size() : Math.max(0, most - 1);
        while (tickets.size() < shown) {
            Label ticket = ticket();
            tickets.add(ticket);
            getChildren().add(ticket);
        }
        for (int i = 0; i < tickets.size(); i++) {
            Label ticket = tickets.get(i);
            ticket.setVisible(i < shown);
            if (i < shown) {
                // They move up from left to right: the next to be taken is the last.
                ticket.resizeRelocate(Math.round(from + (shown - 1 - i) * step
                        + (shown < waitingTasks.size() ? step : 0)), belt.y() - box().y(), ticketWidth,
                        belt.height());
                ticket.setText(number(waitingTasks.get(i)));
            }
        }
        more.setVisible(shown < waitingTasks.size());
        setText(more, "+" + (waitingTasks.size() - shown));
        more.setX(Math.round(from));
        more.setY(Math.round(belt.y() + belt.height() / 2 - box().y()));
    }

    private String number(long task) {
        String digits = Long.toString(task);
        return digits.length() <= 4 ? digits : "…" + digits.substring(digits.length() - 3);
    }

    /** Whether an actor waits at one of the queues that belong to this pool. */
    private boolean waitsBehind(ActorState actor, RunState run) {
        ResourceState at = actor.waitingOn() == 0 ? null : run.resource(actor.waitingOn());
        return at != null && at.info().partOf() == info.id();
    }

    /** Whether a worker is in its seat, for it has no other place. */
    private boolean sits(ActorState worker, RunState run) {
        return isHere(worker) || waitsBehind(worker, run);
    }

    /** Whether a worker that waits for nothing is here. */
    static boolean isHere(ActorState worker) {
        return switch (worker.status()) {
            case SLEEPING, IO -> true;
            default -> false;
        };
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    boolean ownPlaces() {
        return true;
    }

    @Override
    @Nullable
    Box placeOf(long actor) {
        Box seat = seatOf(actor);
        return seat != null ? seat : line.place();
    }

    @Override
    @Nullable
    Box seatOf(long actor) {
        int seat = seating.of(actor);
        return seat < 0 ? null : seatFlow.place(seat);
    }

    @Override
    boolean alarms(ResourceState state) {
        return super.alarms(state) || ((ResourceState.Desk) state).broken();
    }

    @Override
    String figures(ResourceState state, Names names) {
        var desk = (ResourceState.Desk) state;
        Texts texts = names.texts();
        var told = new StringBuilder(lessFigures(state, names));
        if (desk.failed() > 0) {
            told.append(" · ").append(texts.get("stage.pool-failed", texts.number(desk.failed())));
        }
        if (desk.cancelled() > 0) {
            told.append(" · ").append(texts.get("stage.pool-cancelled", texts.number(desk.cancelled())));
        }
        if (desk.broken() || desk.closed()) {
            told.append(" · ").append(texts.get(desk.broken() ? "stage.pool-broken" : "stage.closed"));
        }
        return told.toString();
    }

    @Override
    String lessFigures(ResourceState state, Names names) {
        var desk = (ResourceState.Desk) state;
        Texts texts = names.texts();
        return texts.get("stage.pool", texts.number(desk.done()), texts.number(desk.submitted()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        var desk = (ResourceState.Desk) state;
        return names.texts().number(desk.done()) + "/" + names.texts().number(desk.submitted());
    }
}
