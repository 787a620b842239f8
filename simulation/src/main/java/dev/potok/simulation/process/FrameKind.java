package dev.potok.simulation.process;

/** What a frame on the line between a parent and a child is. */
final class FrameKind {
    /** To the child: the job, encoded. */
    static final byte JOB = 1;
    /** To the child: a message, encoded. */
    static final byte TELL = 2;
    /** To the child: the number of a question, whether it was answered, and the answer or what was thrown, encoded. */
    static final byte ANSWER = 3;
    /** To the child: the number of a signal, where the operating system cannot bring it. */
    static final byte SIGNAL = 4;
    /** To the parent: the number of a question, and the question, encoded. */
    static final byte ASK = 11;
    /** To the parent: a message, encoded. */
    static final byte TOLD = 12;
    /** To the parent: what went wrong, in UTF-8. */
    static final byte COMPLAINT = 13;
    /** To the parent: the exit code, and a byte that is 1 if the job has been done; nothing more will come. */
    static final byte EXITING = 14;
    /** To the parent: an exercise is over. */
    static final byte REHEARSED = 15;

    private FrameKind() {}
}
