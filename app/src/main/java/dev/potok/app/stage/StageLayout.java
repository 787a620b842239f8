package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import dev.potok.simulation.trace.ResourceInfo;

/**
 * Where everything on the stage stands: sockets of the cores on top, the resources below them, the bench at the bottom.
 * A pure function of the size, the resources and the number of cores.
 *
 * @param metrics    sizes
 * @param coresTitle the line above the sockets
 * @param ready      where those stand who could run and have no core
 * @param sockets    a socket for each core that is shown
 * @param cards      a card for each resource, in their order
 * @param bench      where those are who are neither on a core nor at a resource
 */
record StageLayout(StageMetrics metrics, Box coresTitle, Flow ready, List<Box> sockets, List<Box> cards, Box bench) {
    private static final int MOST_SOCKET_ROWS = 2;
    private static final double SMALLEST_SCALE = 0.78;
    /** Height that a stage with no, one, two or three rows of cards needs at scale 1. */
    private static final double[] NEEDED_HEIGHTS = {290, 310, 438, 580};

    /** Lays out a stage. */
    static StageLayout of(double width, double height, StageMetrics metrics, int cores, List<ResourceInfo> resources,
            boolean presenting) {
        double space = metrics.space();
        double titleHeight = presenting ? 0 : metrics.pillHeight() + 2;
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

        boolean onlyBench = resources.isEmpty();
        double benchHeight = onlyBench ? height - belowCores
                : presenting ? 0 : metrics.pillHeight() + 2 * metrics.gap();
        var bench = new Box(0, height - benchHeight, width, benchHeight);
        double cardsBottom = bench.y() - (presenting ? 0 : space);
        return new StageLayout(metrics, coresTitle, ready, sockets,
                cards(new Box(0, belowCores, width, cardsBottom - belowCores), metrics, resources), bench);
    }

    /** How much larger or smaller than at a desk of 1440 by 900 things are to be drawn, so that all of them fit. */
    static double scaleFor(double width, double height, int resources, int actors, double wanted) {
        double least = NEEDED_HEIGHTS[rows(resources)];
        double fits = Math.min(height / least, width / 600);
        double most = actors > 24 ? wanted : 1.3 * wanted;
        return Math.clamp(fits, SMALLEST_SCALE, most);
    }

    private static int rows(int resources) {
        return resources == 0 ? 0 : resources <= 2 ? 1 : resources <= 6 ? 2 : 3;
    }

    /** Cards in rows: one row for up to two, then two rows, then three. */
    private static List<Box> cards(Box area, StageMetrics metrics, List<ResourceInfo> resources) {
        int count = resources.size();
        int rows = Math.max(1, rows(count));
        double space = metrics.space();
        double height = (area.height() - (rows - 1) * space) / rows;
        var boxes = new ArrayList<Box>();
        for (int row = 0; row < rows; row++) {
            int from = row * count / rows;
            int until = (row + 1) * count / rows;
            double weights = 0;
            for (int i = from; i < until; i++) {
                weights += weight(resources.get(i));
            }
            double left = area.width() - (until - from - 1) * space;
            double x = area.x();
            for (int i = from; i < until; i++) {
                double width = left * weight(resources.get(i)) / weights;
                boxes.add(new Box(x, area.y() + row * (height + space), width, height));
                x += width + space;
            }
        }
        return boxes;
    }

    private static double weight(ResourceInfo resource) {
        return switch (resource.kind()) {
            case QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> 1.3;
            case CELL, VARIABLE, ATOMIC -> 0.85;
            default -> 1;
        };
    }

    /** Whether that resource is drawn at all. */
    static boolean drawn(ResourceInfo resource) {
        return switch (resource.kind()) {
            case MUTEX, REENTRANT_MUTEX, SEMAPHORE, CARRIERS, BARRIER, PHASER, QUEUE, STACK, PRIORITY_QUEUE,
                    TRANSFER_QUEUE, CELL, VARIABLE, ATOMIC ->
                    true;
            default -> false;
        };
    }
}
