package dev.potok.app.side;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.finding.Contention;
import dev.potok.simulation.finding.Deadlock;
import dev.potok.simulation.finding.Hint;
import dev.potok.simulation.finding.LostUpdate;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/**
 * Puts findings into words and figures, each with the event to look at. Pure; for the thread of the trace's reader.
 *
 * @param names what actors and resources are called
 * @param trace what the findings are of
 */
record FindingWords(Names names, Trace trace) {
    /**
     * Something said of an actor, with the place in the recording where it can be seen.
     *
     * @param actor  whom to look at
     * @param events after how many events it can be seen, 0 where that is no one place
     * @param who    the actor's name, or what it is about
     * @param lines  what is said, a line each
     */
    record Said(int actor, long events, String who, List<String> lines) {
        Said {
            lines = List.copyOf(lines);
        }
    }

    /**
     * An instant of a story.
     *
     * @param actor  whose
     * @param events after how many events it can be seen
     * @param time   when
     * @param what   what happened
     * @param lost   whether it is what was lost
     */
    record Step(int actor, long events, String time, String what, boolean lost) {}

    /**
     * A row of the table of waits, ready to be shown.
     *
     * @param resource     which
     * @param name         its name
     * @param acquisitions how often it was got, how often waited for, and that in percent
     * @param total        all waits together
     * @param quantiles    median, nine tenths, 99 hundredths, longest
     * @param blamed       who is most to blame, empty for nobody
     * @param blame        how much on its account
     * @param blameShare   that as a share of the greatest in the table, 0 to 1
     */
    record Waits(int resource, String name, String acquisitions, String total, List<String> quantiles, String blamed,
            String blame, double blameShare) {
        Waits {
            quantiles = List.copyOf(quantiles);
        }
    }

    private Texts texts() {
        return names.texts();
    }

    private boolean russian() {
        return texts().locale().getLanguage().equals("ru");
    }

    private String actor(int id) {
        return names.of(trace.directory().actor(id));
    }

    private String resource(int id) {
        return names.of(trace.directory().resource(id));
    }

    private String length(double nanos) {
        return TimeText.length(nanos, russian());
    }

    private String instant(long nanos) {
        return TimeText.instant(nanos, trace.endNanos(), russian());
    }

    // ---- deadlocks

    /** When a circle closed, and how long it was before it was told. */
    String when(Deadlock deadlock) {
        return texts().get("found.deadlock.when", instant(deadlock.closedNanos()),
                length((double) deadlock.toldAfterNanos()));
    }

    /** Each member, from the one made first on: what it holds since which line, what it wants at which line. */
    List<Said> members(Deadlock deadlock) {
        var members = new ArrayList<Said>();
        var links = new ArrayList<>(deadlock.links());
        deadlock.links().stream().min(Comparator.comparingInt(Deadlock.Link::actor))
                .ifPresent(first -> Collections.rotate(links, -links.indexOf(first)));
        long events = trace.countUntil(deadlock.toldNanos());
        for (int i = 0; i < links.size(); i++) {
            Deadlock.Link link = links.get(i);
            Deadlock.Link before = links.get((i + links.size() - 1) % links.size());
            var lines = new ArrayList<String>();
            int place = before.holders().indexOf(link.actor());
            if (place >= 0) {
                int line = before.holderLines().get(place);
                lines.add(line == 0 ? texts().get("found.deadlock.holds", resource(before.resource()))
                        : texts().get("found.deadlock.holds-line", resource(before.resource()),
                                Integer.toString(line)));
            }
            lines.add(wants(link));
            members.add(new Said(link.actor(), events, actor(link.actor()), lines));
        }
        return members;
    }

    private String wants(Deadlock.Link link) {
        String line = Integer.toString(link.line());
        if (link.resource() == 0) {
            return link.line() == 0 ? texts().get("found.deadlock.joins", actor(link.joined()))
                    : texts().get("found.deadlock.joins-line", actor(link.joined()), line);
        }
        return link.line() == 0 ? texts().get("found.deadlock.wants", resource(link.resource()))
                : texts().get("found.deadlock.wants-line", resource(link.resource()), line);
    }

    // ---- lost updates

    /** Whose update of what was lost, and to whom. */
    String title(LostUpdate lost) {
        return texts().get("found.lost.title", resource(lost.resource()), actor(lost.loser()), texts().number(
                lost.lostValue()));
    }

    /** Who read what, who stored what, and who stored over it. */
    List<Step> steps(LostUpdate lost) {
        Event stale = trace.event(lost.staleLoadEvent());
        String read = texts().get(stale.kind() == EventKind.WRITTEN ? "found.lost.stored" : "found.lost.loaded",
                actor(lost.overwriter()), texts().number(stale.argument()));
        return List.of(
                new Step(lost.overwriter(), lost.staleLoadEvent() + 1, instant(lost.staleLoadNanos()), read, false),
                new Step(lost.loser(), lost.loserStoreEvent() + 1, instant(lost.loserStoreNanos()),
                        texts().get("found.lost.lost", actor(lost.loser()), texts().number(lost.lostValue())), true),
                new Step(lost.overwriter(), lost.overwritingEvent() + 1, instant(lost.overwritingNanos()),
                        texts().get("found.lost.over", actor(lost.overwriter()), texts().number(lost
                                .overwritingValue())),
                        false));
    }

    // ---- hints

    /** What is hinted at, in one or two sentences. */
    Said said(Hint hint) {
        String what = resource(hint.resource());
        String who = actor(hint.actor());
        String kind = "found.hint." + hint.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (hint.kind()) {
            case STARVATION -> said(hint, 0, texts().get(kind, who, what, texts().count(hint.figure1(), "times"),
                    length((double) hint.figure2())));
            case LIVELOCK -> said(hint, 0, texts().get(kind, who, what, texts().number(hint.figure1()),
                    length((double) hint.figure2())));
            case LOST_SIGNAL -> said(hint, hint.figure1(), texts().get(kind, who, what, instant(hint.figure1()),
                    instant(hint.figure2())));
            case ORPHANED -> said(hint, hint.figure1(), texts().get(kind, who, what, instant(hint.figure1()),
                    texts().number(hint.figure2())));
            case ABANDONED_LOCK -> said(hint, hint.figure1(), texts().get(kind, who, what, instant(hint.figure1()),
                    texts().number(hint.figure2())));
            case SELF_DEADLOCK -> said(hint, hint.figure1(), hint.figure2() == 0 ? texts().get(kind, who, what)
                    : texts().get(kind + "-line", who, what, Long.toString(hint.figure2())));
            case MISSING_PARTY -> said(hint, 0, texts().get(kind, who, what, texts().number(hint.figure1()),
                    texts().number(hint.figure2())));
            case ENDLESS_WAIT -> said(hint, hint.figure1(), texts().get(kind, who, what, instant(hint.figure1()),
                    texts().number(hint.figure2())));
        };
    }

    /** A hint has an instant where its figures name one; 0 for none. */
    private Said said(Hint hint, long timeNanos, String sentence) {
        return new Said(hint.actor(), timeNanos == 0 ? 0 : trace.countUntil(timeNanos), title(hint), List.of(sentence));
    }

    private String title(Hint hint) {
        return texts().get("found.hint." + hint.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + ".title");
    }

    // ---- waits

    /** So many rows of the table of waits at the most, those first on whose account most was waited. */
    List<Waits> waits(List<Contention> contention, int rows) {
        double most = contention.stream().mapToLong(Contention::blamedNanos).max().orElse(0);
        return contention.stream().sorted(Comparator.comparingLong(Contention::blamedNanos).reversed()
                .thenComparing(Comparator.comparingLong(Contention::totalWaitNanos).reversed())
                .thenComparingInt(Contention::resource)).limit(rows).map(each -> waits(each, most)).toList();
    }

    private Waits waits(Contention each, double most) {
        double share = (double) each.contended() / Math.max(1, Math.max(each.contended(), each.acquisitions()));
        List<String> quantiles = List.of(length((double) each.medianNanos()), length((double) each.p90Nanos()),
                length((double) each.p99Nanos()), length((double) each.maximumNanos()));
        boolean blamed = each.blamedActor() != 0 && each.blamedNanos() > 0;
        return new Waits(each.resource(), resource(each.resource()),
                texts().get("found.waits.share", texts().number(each.acquisitions()),
                        texts().number(each.contended()), percent(share)),
                length((double) each.totalWaitNanos()), quantiles, blamed ? actor(each.blamedActor()) : "",
                blamed ? length((double) each.blamedNanos()) : "", most <= 0 ? 0 : each.blamedNanos() / most);
    }

    private String percent(double share) {
        double percent = share * 100;
        String digits = String.format(Locale.ROOT, percent > 0 && percent < 9.95 ? "%.1f" : "%.0f", percent);
        return texts().get("chart.percent", russian() ? digits.replace('.', ',') : digits);
    }
}
