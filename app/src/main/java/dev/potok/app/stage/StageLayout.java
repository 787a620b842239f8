package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * Where everything on the stage stands: sockets of the cores on top, the resources below them, at the bottom the bench or,
 * where there are processes, their cards. A pure function of the size, the resources, the processes and the number of
 * cores.
 *
 * @param metrics    sizes
 * @param coresTitle the line above the sockets
 * @param ready      where those stand who could run and have no core
 * @param sockets    a socket for each core that is shown
 * @param cards      a card for each resource, in their order; that of a condition lies within that of its mutex
 * @param parts      what each card has for its own resource: all of it but for what is attached
 * @param bench      where those are who are neither on a core nor at a resource
 * @param homes      the cards of processes, whose rows take the place of the bench
 * @param shared     the frame around what lies in memory that processes share; empty where nothing does
 */
record StageLayout(StageMetrics metrics, Box coresTitle, Flow ready, List<Box> sockets, List<Box> cards,
        List<Box> parts, Box bench, HomeRows homes, Box shared) {
    private static final int MOST_SOCKET_ROWS = 2;
    private static final int MOST_ROWS = 3;
    /** Width of a card by its height where there is a choice. */
    private static final double PLEASANT = 1.7;
    /** What it costs if not all rows have as many cards. */
    private static final double UNEVEN = 0.6;
    /** What it costs if a card has no room for a row of pills. */
    private static final double FLAT = 10;
    private static final double SMALLEST_SCALE = 0.78;
    /** Height that a stage with no, one, two or three rows of cards needs at scale 1. */
    private static final double[] NEEDED_HEIGHTS = {290, 310, 438, 580};
    /** So many cards are seen before a room, or of the small ones, which are rooms for one and values, so many. */
    private static final int MOST_PRESENTED = 3;
    private static final int MOST_SMALL_PRESENTED = 6;
    /** Beside more than one other card, sums are not. */
    private static final int MOST_WITH_SUMS = 2;
    /** The part of the room below the cores that cards of processes may take where there are resources. */
    private static final double MOST_FOR_HOMES = 0.5;
    private static final double LEAST_FOR_HOMES = 0.2;
    private static final Box NOWHERE = new Box(0, 0, 0, 0);
    /** What a row of processes takes at scale 1 at the least, and how wide a card of one is. */
    private static final double HOME_HEIGHT = 58;
    private static final double HOME_WIDTH = 140;
    private static final HomeRows NO_HOMES = new HomeRows(HomeRows.Form.FULL, List.of(), 0);

    /** Lays out a stage; before a room there is a bench only where there is nothing else. */
    static StageLayout of(double width, double height, StageMetrics metrics, int cores, List<ResourceInfo> resources,
            boolean presenting) {
        return of(width, height, metrics, cores, resources, presenting, !presenting);
    }

    /** Lays out a stage, with a bench below the cards or without. */
    static StageLayout of(double width, double height, StageMetrics metrics, int cores, List<ResourceInfo> resources,
            boolean presenting, boolean benched) {
        return of(width, height, metrics, cores, resources, presenting, benched, List.of());
    }

    /** Lays out a stage with a card for each process, in which so many actors live; then there is no bench. */
    static StageLayout of(double width, double height, StageMetrics metrics, int cores, List<ResourceInfo> resources,
            boolean presenting, boolean benched, List<Integer> living) {
        double space = metrics.space();
        // Where there are processes, who is ready stands at home and not beside the title.
        double titleHeight = presenting ? 0 : living.isEmpty() ? metrics.pillHeight() + 2
                : Math.round(metrics.caption() * 1.6);
        double socketHeight = metrics.pillHeight() + (presenting ? 12 : 2.2 * metrics.gap() + 9);
        double readyLeft = presenting ? width - metrics.pillWidth()
                : Math.min(width * 0.4, 90 + 9 * metrics.caption());
        var coresTitle = new Box(0, 0, readyLeft, titleHeight);
        // Before a room there is no line for those who are ready: they stand beside the cores.
        var ready = new Flow(new Box(readyLeft, presenting ? metrics.gap() : 0, width - readyLeft,
                metrics.pillHeight()), metrics, true);
        double coresWidth = presenting ? readyLeft - space : width;

        double least = metrics.dots() ? 120 : metrics.pillWidth() + (presenting ? 1 : 2) * metrics.pad();
        int perRow = Math.max(1, (int) ((coresWidth + space) / (least + space)));
        int rows = Math.min(MOST_SOCKET_ROWS, (cores + perRow - 1) / perRow);
        int shown = Math.min(cores, perRow * rows);
        int columns = rows == 0 ? 1 : (shown + rows - 1) / rows;
        double socketWidth = Math.floor((coresWidth - (columns - 1) * space) / columns);
        var sockets = new ArrayList<Box>();
        double top = presenting ? 0 : titleHeight + metrics.gap();
        for (int i = 0; i < shown; i++) {
            sockets.add(new Box(i % columns * (socketWidth + space),
                    top + Math.floorDiv(i, columns) * (socketHeight + metrics.gap()),
                    socketWidth, socketHeight));
        }
        double belowCores = rows == 0 ? 0 : top + rows * (socketHeight + metrics.gap()) - metrics.gap() + space;

        var cards = new ArrayList<Box>();
        var parts = new ArrayList<Box>();
        if (!living.isEmpty()) {
            // What crosses the border of a process needs room above its card.
            double above = Math.round(metrics.caption() * 0.9);
            double room = height - belowCores - above;
            boolean alone = resources.isEmpty();
            HomeRows set = NO_HOMES;
            Box shared = NOWHERE;
            // Processes give way to resources as long as those have no room for a row of pills.
            for (double share = alone ? 1 : MOST_FOR_HOMES; share > LEAST_FOR_HOMES; share -= 0.08) {
                HomeRows tried = HomeRows.of(width, room * share, metrics, living, alone);
                if (!cards.isEmpty() && !tried.hasRoom(metrics)) {
                    break;
                }
                set = tried;
                cards.clear();
                parts.clear();
                double bottom = height - set.height() - above - space;
                shared = setOut(new Box(0, belowCores, width, bottom - belowCores), metrics, resources, cards, parts);
                double wanted = metrics.header() + metrics.pillHeight()
                        + (presenting ? metrics.gap() : 2.5 * metrics.caption());
                if (alone || cards.stream().allMatch(card -> card.height() >= wanted)) {
                    break;
                }
            }
            double upper = alone ? belowCores + above : height - set.height();
            var homes = new HomeRows(set.form(), set.boxes().stream()
                    .map(box -> new Box(box.x(), box.y() + upper, box.width(), box.height())).toList(), set.height());
            return new StageLayout(metrics, coresTitle, ready, sockets, cards, parts, new Box(0, height, width, 0),
                    homes, shared);
        }
        boolean onlyBench = resources.isEmpty();
        double benchHeight = onlyBench ? height - belowCores
                : benched ? metrics.pillHeight() + 2 * metrics.gap() : 0;
        var bench = new Box(0, height - benchHeight, width, benchHeight);
        double cardsBottom = bench.y() - (benched ? space : 0);
        Box shared = setOut(new Box(0, belowCores, width, cardsBottom - belowCores), metrics, resources, cards, parts);
        return new StageLayout(metrics, coresTitle, ready, sockets, cards, parts, bench, NO_HOMES, shared);
    }

    /**
     * Cards in rows for all that stand by themselves, and within them what is attached. What lies in shared memory stands
     * together in a frame, which is given back.
     */
    private static Box setOut(Box area, StageMetrics metrics, List<ResourceInfo> resources, List<Box> boxes,
            List<Box> parts) {
        List<ResourceInfo> roots = roots(resources);
        List<ResourceInfo> ofProcesses = roots.stream().filter(ResourceInfo::shared).toList();
        List<ResourceInfo> ofThreads = roots.stream().filter(each -> !each.shared()).toList();
        Map<Integer, Box> found = new HashMap<>();
        Map<Integer, Box> own = new HashMap<>();
        Box frame = NOWHERE;
        if (ofProcesses.isEmpty()) {
            set(area, metrics, ofThreads, resources, found);
        } else {
            double share = ofThreads.isEmpty() ? 0 : weights(ofThreads, resources) / weights(roots, resources);
            double space = ofThreads.isEmpty() ? 0 : metrics.space();
            double left = Math.round((area.width() - space) * share);
            double upper = Math.round((area.height() - space) * share);
            Box[] beside = {new Box(area.x(), area.y(), left, area.height()),
                new Box(area.x() + left + space, area.y(), area.width() - left - space, area.height())};
            Box[] below = {new Box(area.x(), area.y(), area.width(), upper),
                new Box(area.x(), area.y() + upper + space, area.width(), area.height() - upper - space)};
            Box[] best = off(beside, metrics, ofThreads, ofProcesses, resources) <= off(below, metrics, ofThreads,
                    ofProcesses, resources) ? beside : below;
            frame = best[1];
            set(best[0], metrics, ofThreads, resources, found);
            set(framed(frame, metrics), metrics, ofProcesses, resources, found);
        }
        for (ResourceInfo root : roots) {
            Box box = found.getOrDefault(root.id(), frame);
            List<ResourceInfo> attached = attached(root, resources);
            if (attached.isEmpty()) {
                own.put(root.id(), box);
            } else {
                attach(box, metrics, attached, found, own, root);
            }
        }
        for (ResourceInfo resource : resources) {
            boxes.add(found.getOrDefault(resource.id(), new Box(0, 0, 0, 0)));
            parts.add(own.getOrDefault(resource.id(), found.getOrDefault(resource.id(), new Box(0, 0, 0, 0))));
        }
        return frame;
    }

    /** What the frame around shared memory leaves to the cards within: its caption is on top. */
    static Box framed(Box frame, StageMetrics metrics) {
        double edge = Math.max(4, Math.round(metrics.gap() * 0.9));
        double caption = Math.round(metrics.caption() * 1.55);
        return new Box(frame.x() + edge, frame.y() + caption, frame.width() - 2 * edge,
                frame.height() - caption - edge);
    }

    private static void set(Box area, StageMetrics metrics, List<ResourceInfo> roots, List<ResourceInfo> resources,
            Map<Integer, Box> found) {
        List<Box> set = roots.isEmpty() ? List.of()
                : inRows(area, metrics.space(), arrangement(area, roots, resources), roots, resources);
        for (int i = 0; i < set.size(); i++) {
            found.put(roots.get(i).id(), set.get(i));
        }
    }

    private static double weights(List<ResourceInfo> roots, List<ResourceInfo> resources) {
        return roots.stream().mapToDouble(root -> weight(root, resources)).sum();
    }

    /** How much worse than wished a stage is that is divided so. */
    private static double off(Box[] areas, StageMetrics metrics, List<ResourceInfo> ofThreads,
            List<ResourceInfo> ofProcesses, List<ResourceInfo> resources) {
        Box inner = framed(areas[1], metrics);
        double least = metrics.header() + metrics.pillHeight() + metrics.gap();
        double flat = !ofThreads.isEmpty() && areas[0].height() < least || inner.height() < least ? FLAT : 0;
        return flat + off(areas[0], ofThreads, resources) + off(inner, ofProcesses, resources);
    }

    /** How much worse than wished the best arrangement in that area is. */
    private static double off(Box area, List<ResourceInfo> roots, List<ResourceInfo> resources) {
        return roots.isEmpty() ? 0 : off(area, arrangement(area, roots, resources), roots, resources);
    }

    private static double off(Box area, Arrangement tried, List<ResourceInfo> roots, List<ResourceInfo> resources) {
        double off = roots.size() % tried.rows == 0 ? 0 : UNEVEN;
        for (Box box : inRows(area, 10, tried, roots, resources)) {
            off += Math.abs(Math.log(Math.max(1, box.width()) / Math.max(1, box.height()) / PLEASANT));
        }
        return off;
    }

    /** Lounges stand in the right part of the card of their mutex, one below the other, or abreast where it is low. */
    private static void attach(Box box, StageMetrics metrics, List<ResourceInfo> attached, Map<Integer, Box> found,
            Map<Integer, Box> own, ResourceInfo root) {
        int count = attached.size();
        double gap = metrics.gap();
        double edge = Math.min(metrics.pad(), 12);
        double bodyTop = box.y() + metrics.header();
        double bodyHeight = box.height() - metrics.header() - edge;
        double least = metrics.caption() * 1.9 + metrics.pillHeight() + edge;
        int rows = Math.clamp((long) ((bodyHeight + gap) / (least + gap)), 1, count);
        int columns = (count + rows - 1) / rows;
        rows = (count + columns - 1) / columns;
        double share = columns == 1 ? 0.54 : 0.64;
        double widest = box.width() - metrics.pillWidth() - 3 * metrics.pad();
        double width = Math.max(Math.min(box.width() * 0.5, metrics.pillWidth() + 2 * gap + 4),
                Math.min(box.width() * share, widest));
        double x = box.right() - width - edge;
        double each = (width - (columns - 1) * gap) / columns;
        double height = (bodyHeight - (rows - 1) * gap) / rows;
        for (int i = 0; i < count; i++) {
            int row = i % rows;
            int column = Math.floorDiv(i, rows);
            found.put(attached.get(i).id(), new Box(x + column * (each + gap), bodyTop + row * (height + gap), each,
                    height));
        }
        own.put(root.id(), new Box(box.x(), box.y(), box.width() - width - edge, box.height()));
    }

    /** Those that stand by themselves: all but what is attached to another that is there too. */
    static List<ResourceInfo> roots(List<ResourceInfo> resources) {
        Set<Integer> ids = new HashSet<>();
        resources.forEach(resource -> ids.add(resource.id()));
        return resources.stream().filter(resource -> !isAttached(resource) || !ids.contains(resource.partOf()))
                .toList();
    }

    private static boolean isAttached(ResourceInfo resource) {
        return resource.kind() == ResourceKind.CONDITION && resource.partOf() != 0;
    }

    private static List<ResourceInfo> attached(ResourceInfo root, List<ResourceInfo> resources) {
        return resources.stream().filter(each -> isAttached(each) && each.partOf() == root.id()).toList();
    }

    /**
     * What of the resources is drawn: all at a desk. Before a room, where there are many, sums give way first, then
     * values; of small cards twice as many have room.
     */
    static List<ResourceInfo> chosen(List<ResourceInfo> resources, boolean presenting) {
        List<ResourceInfo> roots = roots(resources);
        if (!presenting || roots.size() <= MOST_WITH_SUMS) {
            return resources;
        }
        List<ResourceInfo> left = roots.stream().filter(each -> each.kind() != ResourceKind.CELL).toList();
        boolean small = left.stream().allMatch(each -> smallCard(each) && attached(each, resources).isEmpty());
        int most = small ? MOST_SMALL_PRESENTED : MOST_PRESENTED;
        Set<Integer> kept = new HashSet<>();
        left.stream().sorted(Comparator.comparingInt(StageLayout::givesWay)).limit(most)
                .forEach(each -> kept.add(each.id()));
        return resources.stream().filter(each -> kept.contains(each.id())
                || isAttached(each) && kept.contains(each.partOf())).toList();
    }

    private static boolean smallCard(ResourceInfo resource) {
        return switch (resource.kind()) {
            case MUTEX, REENTRANT_MUTEX, SEMAPHORE, VARIABLE, ATOMIC -> true;
            default -> false;
        };
    }

    /** Which of those that are left give way before a room: the larger the sooner. */
    private static int givesWay(ResourceInfo resource) {
        return switch (resource.kind()) {
            case VARIABLE, ATOMIC -> 1;
            default -> 0;
        };
    }

    /** How much larger or smaller than at a desk of 1440 by 900 things are to be drawn, so that all of them fit. */
    static double scaleFor(double width, double height, List<ResourceInfo> resources, int actors, double wanted,
            int processes) {
        double homes = processes == 0 ? 0
                : Math.ceil(processes / Math.max(1, Math.floor(width / HOME_WIDTH))) * HOME_HEIGHT;
        return scaleFor(width, height - homes, resources, actors, wanted);
    }

    /** The same where there are no processes. */
    static double scaleFor(double width, double height, List<ResourceInfo> resources, int actors, double wanted) {
        List<ResourceInfo> roots = roots(resources);
        int rows = roots.isEmpty() ? 0 : rows(new Box(0, 0, width, Math.max(80, height - 150)), roots, resources);
        double fits = Math.min(height / NEEDED_HEIGHTS[rows], width / 600);
        double most = actors > 24 ? wanted : 1.3 * wanted;
        return Math.clamp(fits, SMALLEST_SCALE, most);
    }

    /** How wide a pill may be so that each card has room for those that belong abreast; at least {@code least}. */
    double widestPill(List<ResourceInfo> resources, double least, boolean presenting) {
        double widest = Double.MAX_VALUE;
        for (int i = 0; i < parts.size(); i++) {
            double inner = parts.get(i).width() - 2 * metrics.pad();
            widest = Math.min(widest, switch (resources.get(i).kind()) {
                case CELL, VARIABLE, ATOMIC -> widest;
                // One who writes and two who read, and a window; before a room, one who reads.
                case READ_WRITE_LOCK -> (inner - 3 * metrics.gap()) / (presenting ? 2 : 3);
                case STAMPED_LOCK -> (inner - 6 * metrics.gap()) / (presenting ? 3 : 4);
                case EXCHANGER -> (inner - 4 * metrics.gap() - 1.5 * metrics.pillHeight()) / 2;
                case EVENT -> inner * (1 - LampCard.SHARE) - 2 * metrics.gap();
                case SCOPE -> (inner - 6 * metrics.gap() - metrics.pillHeight()) / 2;
                case LATCH -> inner - 3 * metrics.gap() - 4.5 * metrics.caption();
                case PIPE, ARRAY -> widest;
                case POOL -> inner - PoolCard.chipWidth(metrics);
                case CONDITION -> { // two, abreast or one below the other
                    double room = parts.get(i).width() - 2 * metrics.gap() - 4;
                    double height = parts.get(i).height() - 3.4 * metrics.caption() - metrics.gap();
                    yield !presenting && height < 2 * metrics.pillHeight() + metrics.gap() ? (room - metrics.gap()) / 2
                            : room;
                }
                default -> inner;
            });
        }
        for (Box home : homes.boxes()) {
            widest = Math.min(widest, home.width() - 2 * HomeRows.edge(metrics));
        }
        return Math.max(least, Math.floor(widest));
    }

    /** As many rows as make the cards the least narrow and the least flat. */
    private static int rows(Box area, List<ResourceInfo> roots, List<ResourceInfo> resources) {
        return arrangement(area, roots, resources).rows;
    }

    /**
     * How cards are shared out among rows.
     *
     * @param rows      how many rows there are
     * @param firstMore whether what does not go evenly into rows goes into the first, else into the last
     */
    private record Arrangement(int rows, boolean firstMore) {}

    private static Arrangement arrangement(Box area, List<ResourceInfo> roots, List<ResourceInfo> resources) {
        var best = new Arrangement(1, true);
        double least = Double.MAX_VALUE;
        for (int rows = 1; rows <= Math.min(MOST_ROWS, roots.size()); rows++) {
            for (boolean firstMore : new boolean[] {true, false}) {
                var tried = new Arrangement(rows, firstMore);
                double off = off(area, tried, roots, resources);
                if (off < least - 1e-9) {
                    least = off;
                    best = tried;
                }
            }
        }
        return best;
    }

    private static List<Box> inRows(Box area, double space, Arrangement arrangement, List<ResourceInfo> roots,
            List<ResourceInfo> resources) {
        int rows = arrangement.rows;
        int count = roots.size();
        double height = (area.height() - (rows - 1) * space) / rows;
        var boxes = new ArrayList<Box>();
        int until = 0;
        for (int row = 0; row < rows; row++) {
            int from = until;
            int over = count % rows;
            until = from + count / rows + ((arrangement.firstMore ? row < over : row >= rows - over) ? 1 : 0);
            double weights = 0;
            for (int i = from; i < until; i++) {
                weights += weight(roots.get(i), resources);
            }
            double left = area.width() - (until - from - 1) * space;
            double x = area.x();
            for (int i = from; i < until; i++) {
                double width = left * weight(roots.get(i), resources) / weights;
                boxes.add(new Box(x, area.y() + row * (height + space), width, height));
                x += width + space;
            }
        }
        return boxes;
    }

    private static double weight(ResourceInfo resource, List<ResourceInfo> resources) {
        double own = switch (resource.kind()) {
            case QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> 1.3;
            case PIPE -> 1.4;
            case POOL -> 1.2 + 0.3 * Math.clamp(resource.capacity(), 1, 4);
            case EXCHANGER -> 1.5;
            case READ_WRITE_LOCK -> 1.8;
            case STAMPED_LOCK -> 2.2;
            case SCOPE -> 1.7;
            case LATCH -> 1.15;
            case CELL, VARIABLE, ATOMIC -> 0.85;
            default -> 1;
        };
        return attached(resource, resources).isEmpty() ? own : own + 1.4;
    }

    /** Shares out places among sections: each gets what it wants, or as many as any other that wants more. */
    static int[] share(int[] wanted, int places) {
        int[] got = new int[wanted.length];
        int left = places;
        boolean more = true;
        while (left > 0 && more) {
            more = false;
            for (int i = 0; i < wanted.length && left > 0; i++) {
                if (got[i] < wanted[i]) {
                    got[i]++;
                    left--;
                    more = true;
                }
            }
        }
        return got;
    }

    /** Whether that resource is drawn at all: a pool's queues are seen in the pool. */
    static boolean drawn(ResourceInfo resource) {
        return resource.kind() != ResourceKind.COUNTER && !(resource.kind().isQueue() && resource.partOf() != 0);
    }
}
