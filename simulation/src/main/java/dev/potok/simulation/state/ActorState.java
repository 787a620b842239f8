package dev.potok.simulation.state;

import java.util.Objects;

import dev.potok.simulation.trace.ActorInfo;

/** One actor at an instant. Changed by its {@link RunState} alone. */
public final class ActorState {
    private final ActorInfo info;
    ActorStatus status = ActorStatus.CREATED;
    boolean inferred;
    long sinceNanos;
    int core = -1;
    int line;
    int waitingOn;
    int joining;
    long ioLabel;
    long units;
    boolean working;
    int carrier;
    int circle;
    long pid;
    int exitCode = -1;
    int killedBy;
    long memoryBytes;
    long copyBytes;
    int copyThrough;
    long copyNanos;
    /** The core on which another was seen since, while it is inferred to be ready for that; else -1. */
    int displacedFrom = -1;
    final IdLine holding;
    final IdLine slices;

    ActorState(ActorInfo info) {
        this.info = info;
        this.holding = new IdLine();
        this.slices = new IdLine();
    }

    private ActorState(ActorState other) {
        info = other.info;
        status = other.status;
        inferred = other.inferred;
        sinceNanos = other.sinceNanos;
        core = other.core;
        line = other.line;
        waitingOn = other.waitingOn;
        joining = other.joining;
        ioLabel = other.ioLabel;
        units = other.units;
        working = other.working;
        carrier = other.carrier;
        circle = other.circle;
        pid = other.pid;
        exitCode = other.exitCode;
        killedBy = other.killedBy;
        memoryBytes = other.memoryBytes;
        copyBytes = other.copyBytes;
        copyThrough = other.copyThrough;
        copyNanos = other.copyNanos;
        displacedFrom = other.displacedFrom;
        holding = other.holding.copy();
        slices = other.slices.copy();
    }

    ActorState copy() {
        return new ActorState(this);
    }

    /** Who it is. */
    public ActorInfo info() {
        return info;
    }

    /** Its number. */
    public int id() {
        return info.id();
    }

    /** What it is doing. */
    public ActorStatus status() {
        return status;
    }

    /** Whether the status is a conclusion from what others did, not something recorded of this actor itself. */
    public boolean inferred() {
        return inferred;
    }

    /** Since when it has had its status. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** The core it was last seen on, -1 if none is known. */
    public int core() {
        return core;
    }

    /** The line of the scenario it is at, 0 if unknown. */
    public int line() {
        return line;
    }

    /** The resource in whose line it stands, 0 for none. */
    public int waitingOn() {
        return waitingOn;
    }

    /** The actor whose end it waits for, 0 for none. */
    public int joining() {
        return joining;
    }

    /** Id of the text that says which blocking call it is in, 0 for none. */
    public long ioLabel() {
        return ioLabel;
    }

    /** Units of work it has done. */
    public long units() {
        return units;
    }

    /** Whether it is between the begin and the end of counted work, on a core or waiting for one. */
    public boolean working() {
        return working;
    }

    /** Number of the carrier a virtual thread is mounted on, 0 for none or none known. */
    public int carrier() {
        return carrier;
    }

    /** Number of the closed circle of waits it was found in, 0 for none. */
    public int circle() {
        return circle;
    }

    /** The number that the operating system has for its process, 0 if it is none or not begun. */
    public long pid() {
        return pid;
    }

    /** The exit code of its process, -1 if it is none, has not ended, or was ended by a signal. */
    public int exitCode() {
        return exitCode;
    }

    /** The signal that ended its process, 0 for none. */
    public int killedBy() {
        return killedBy;
    }

    /** Resident memory of its process when last looked at, 0 if not known. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** The last copy that crossed the border of its process: bytes, below 0 where it came in; 0 for none. */
    public long copyBytes() {
        return copyBytes;
    }

    /** The resource through which that copy goes, 0 if it went along with a new process. */
    public int copyThrough() {
        return copyThrough;
    }

    /** When that was. */
    public long copyNanos() {
        return copyNanos;
    }

    /** The resources it holds a lock or a permit of, in the order taken, one entry for each. */
    public IdLine holding() {
        return holding;
    }

    /** Ids of the names of the sections it is in, the outermost first; only where another tool recorded such. */
    public IdLine slices() {
        return slices;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof ActorState other && info.equals(other.info) && status == other.status
                && inferred == other.inferred && sinceNanos == other.sinceNanos && core == other.core
                && line == other.line && displacedFrom == other.displacedFrom && waitingOn == other.waitingOn
                && joining == other.joining
                && ioLabel == other.ioLabel && units == other.units && working == other.working
                && carrier == other.carrier && circle == other.circle && pid == other.pid
                && exitCode == other.exitCode && killedBy == other.killedBy && memoryBytes == other.memoryBytes
                && copyBytes == other.copyBytes && copyThrough == other.copyThrough && copyNanos == other.copyNanos
                && holding.equals(other.holding)
                && slices.equals(other.slices);
    }

    @Override
    public int hashCode() {
        return Objects.hash(info, status, sinceNanos, core, line);
    }

    @Override
    public String toString() {
        return info.name() + " " + status + (inferred ? " (inferred)" : "") + " core " + core + " line " + line
                + " waits on " + waitingOn + " holds " + holding;
    }
}
