package dev.potok.simulation.trace.file;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/** The second part of a file: the description and the names, as {@link TraceFile} documents it. */
record Tables(RunDescription description, Directory directory) {
    byte[] encode() {
        var out = new Out();
        out.text(description.scenario());
        out.text(description.mode().name());
        out.text(description.pace().name());
        out.number(description.cores());
        out.wide(description.seed());
        out.number(description.settings().size());
        description.settings().forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
        // Snapshots: names may be added while this goes on; those that the events need are there already.
        List<ActorInfo> actors = directory.actors();
        out.number(actors.size());
        for (ActorInfo actor : actors) {
            out.text(actor.name());
            out.text(actor.group());
            out.text(actor.kind().name());
            out.number(actor.parent());
        }
        List<ResourceInfo> resources = directory.resources();
        out.number(resources.size());
        for (ResourceInfo resource : resources) {
            out.text(resource.name());
            out.text(resource.kind().name());
            out.wide(resource.capacity());
        }
        List<String> texts = directory.texts();
        out.number(texts.size());
        texts.forEach(out::text);
        return out.bytes();
    }

    /**
     * Reads the tables.
     *
     * @throws TraceFileException if they are no tables
     */
    static Tables decode(byte[] bytes) throws TraceFileException {
        var in = new In(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        try {
            var tables = new Tables(description(in), directory(in));
            if (in.bytes.hasRemaining()) {
                throw damaged("tables end " + in.bytes.remaining() + " bytes early");
            }
            return tables;
        } catch (BufferUnderflowException | IllegalArgumentException unreadable) {
            throw damaged("tables at byte " + in.bytes.position());
        }
    }

    private static RunDescription description(In in) throws TraceFileException {
        String scenario = in.text();
        Mode mode = Mode.valueOf(in.text());
        Pace pace = Pace.valueOf(in.text());
        int cores = in.number();
        long seed = in.wide();
        Map<String, String> settings = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            settings.put(name, in.text());
        }
        return new RunDescription(scenario, settings, mode, pace, cores, seed, Map.of());
    }

    private static Directory directory(In in) throws TraceFileException {
        var directory = new Directory();
        int actors = in.count();
        for (int id = 1; id <= actors; id++) {
            String name = in.text();
            String group = in.text();
            ActorKind kind = ActorKind.valueOf(in.text());
            int parent = in.number();
            if (parent < 0 || parent >= id) {
                throw damaged("actor " + id + " has the parent " + parent);
            }
            directory.addActor(name, group, kind, parent);
        }
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            directory.addResource(name, ResourceKind.valueOf(in.text()), in.wide());
        }
        int texts = in.count();
        for (int id = 1; id <= texts; id++) {
            if (directory.idOf(in.text()) != id) {
                throw damaged("text " + id + " is there twice");
            }
        }
        return directory;
    }

    static TraceFileException damaged(String detail) {
        return new TraceFileException(TraceFileException.Reason.DAMAGED, detail);
    }

    /** Grows as it is written to. */
    private static final class Out {
        private ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

        void number(int value) {
            room(Integer.BYTES).putInt(value);
        }

        void wide(long value) {
            room(Long.BYTES).putLong(value);
        }

        void text(String value) {
            byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            room(encoded.length).put(encoded);
        }

        byte[] bytes() {
            byte[] written = new byte[bytes.position()];
            bytes.flip().get(written);
            return written;
        }

        private ByteBuffer room(int needed) {
            if (bytes.remaining() < needed) {
                int capacity = Math.addExact(Math.max(bytes.capacity(), needed), bytes.capacity());
                bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
            }
            return bytes;
        }
    }

    /** Believes no length that goes beyond what is there. */
    private record In(ByteBuffer bytes) {
        int number() {
            return bytes.getInt();
        }

        long wide() {
            return bytes.getLong();
        }

        /** A number of entries; each of them takes four bytes at least. */
        int count() throws TraceFileException {
            int count = bytes.getInt();
            if (count < 0 || count > bytes.remaining() / Integer.BYTES) {
                throw damaged(count + " entries in " + bytes.remaining() + " bytes");
            }
            return count;
        }

        String text() throws TraceFileException {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw damaged("a text of " + length + " bytes in " + bytes.remaining());
            }
            ByteBuffer encoded = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
            } catch (CharacterCodingException notUtf8) {
                throw damaged("a text that is not UTF-8 before byte " + bytes.position());
            }
        }
    }
}
