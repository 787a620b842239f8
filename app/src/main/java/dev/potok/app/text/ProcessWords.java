package dev.potok.app.text;

import java.util.Locale;

import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.RunState;

/** What is said of processes: how they stand, their figures, sizes in bytes. */
public record ProcessWords(Texts texts) {
    private static final double STEP = 1024;

    /** A size, in bytes or in KiB and more with a decimal where that is telling. */
    public String bytes(long bytes) {
        String[] units = {"process.bytes", "process.kib", "process.mib", "process.gib"};
        double left = bytes;
        int unit = 0;
        while (left >= STEP && unit < units.length - 1) {
            left /= STEP;
            unit++;
        }
        String digits = String.format(Locale.ROOT, unit == 0 || left >= 99.95 ? "%.0f" : "%.1f", left);
        return texts.get(units[unit],
                texts.locale().getLanguage().equals("ru") ? digits.replace('.', ',') : digits);
    }

    /** Number and memory of a process, as far as they are known; empty where neither is. */
    public String figures(ActorState process) {
        String pid = process.pid() == 0 ? "" : texts.get("process.pid", Long.toString(process.pid()));
        if (process.memoryBytes() == 0) {
            return pid;
        }
        String memory = bytes(process.memoryBytes());
        return pid.isEmpty() ? memory : pid + " · " + memory;
    }

    /** How the process of the run itself stands. */
    public String ofRun(RunState run) {
        return texts.get(run.finished() ? "process.ended" : "process.runs");
    }

    /** How a process stands. */
    public String state(ActorState process) {
        if (process.killedBy() != 0) {
            return texts.get("process.killed", signal(process.killedBy()), Integer.toString(process.killedBy()));
        }
        if (process.exitCode() >= 0) {
            return texts.get("process.exited", Integer.toString(process.exitCode()));
        }
        return texts.get(switch (process.status()) {
            case CREATED -> process.pid() == 0 ? "process.created" : "process.starts";
            case FINISHED, FAILED, KILLED -> "process.ends";
            default -> "process.runs";
        });
    }

    /** The same in few letters. */
    public String brief(ActorState process) {
        if (process.killedBy() != 0) {
            return signal(process.killedBy());
        }
        return process.exitCode() >= 0 ? texts.get("process.exited-brief", Integer.toString(process.exitCode()))
                : state(process);
    }

    /** The name of a signal, or its number where it is none of those that are sent to processes here. */
    public static String signal(int number) {
        return switch (number) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 3 -> "SIGQUIT";
            case 6 -> "SIGABRT";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 15 -> "SIGTERM";
            default -> "#" + number;
        };
    }
}
