package dev.potok.simulation.environment;

/** A setting cannot be used as given. The parts are for whoever words the sentence in the user's language. */
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        /** The scenario has no setting of that name; allowed are the names it has. */
        UNKNOWN,
        /** Not a whole number; allowed are the bounds. */
        NOT_A_NUMBER,
        /** A number beyond the bounds. */
        OUT_OF_BOUNDS,
        /** None of the words it may be. */
        NOT_AN_OPTION,
        /** There is no such folder. */
        NO_FOLDER,
        /** There is something of that name, but no folder. */
        NOT_A_FOLDER,
        /** The folder may not be read. */
        UNREADABLE_FOLDER,
        /** The folder has no files in it. */
        EMPTY_FOLDER,
        /** Not written as a press; given is the one that is not. */
        NO_PRESS,
        /** A press of a call that is not offered; given is the press, allowed are the calls. */
        NO_SUCH_CALL,
        /** A press for an actor that is not there; given is the press, allowed are the numbers at that time. */
        NO_SUCH_ACTOR,
        /** One actor more than there may be; given is the press, allowed are their numbers. */
        TOO_MANY_ACTORS,
        /** A press for an actor that waits in a call; given is the press, allowed is the call it is in. */
        WAITS_IN_CALL
    }

    private final Reason reason;
    private final String setting;
    private final String given;
    private final String allowed;

    /** Says what is wrong with which setting, what was given and what is allowed. */
    public SettingException(Reason reason, String setting, String given, String allowed) {
        super(reason + ": setting " + setting + " given \"" + given + "\", allowed " + allowed);
        this.reason = reason;
        this.setting = setting;
        this.given = given;
        this.allowed = allowed;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** Name of the setting. */
    public String setting() {
        return setting;
    }

    /** The value as given. */
    public String given() {
        return given;
    }

    /** What would be allowed: bounds, words or names. */
    public String allowed() {
        return allowed;
    }
}
