package dev.potok.simulation.weave;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Puts {@code SourceLine.at(n)} before every line of the method {@code run} of the compiled scenarios, of the private
 * static methods it is divided into, and of the lambdas in them.
 *
 * <p>
 * So each event can carry the line it came from at the price of a field write and no walk over the stack; and a scenario's source stays free of it. The build runs this on the classes of the package
 * {@code scenario} after compiling them. A class woven before is left as it is.
 */
public final class LineWeaver {
    private static final ClassDesc SOURCE_LINE = ClassDesc.of("dev.potok.simulation.environment", "SourceLine");
    private static final MethodTypeDesc AT = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    private LineWeaver() {}

    /** Weaves the scenarios below the classes directory that is given as the only argument. */
    public static void main(String[] arguments) throws IOException {
        Path scenarios = Path.of(arguments[0], "dev", "potok", "simulation", "scenario");
        try (Stream<Path> files = Files.walk(scenarios)) {
            for (Path file : (Iterable<Path>) files.filter(LineWeaver::isClass)::iterator) {
                byte[] before = Files.readAllBytes(file);
                byte[] after = weave(before);
                if (after.length != before.length) {
                    Files.write(file, after);
                }
            }
        }
    }

    private static boolean isClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && !name.equals("package-info.class");
    }

    /** The class with its lines marked, or itself if they are marked already. */
    static byte[] weave(byte[] compiled) {
        ClassFile classFile = ClassFile.of();
        ClassModel model = classFile.parse(compiled);
        if (isWoven(model)) {
            return compiled;
        }
        // Only methods a scenario's author wrote: run, what it is divided into, and the lambdas in these.
        ClassTransform marked = ClassTransform.transformingMethodBodies(
                method -> method.methodName().equalsString("run") || isPart(method)
                        || method.methodName().stringValue().startsWith("lambda$"),
                CodeTransform.ofStateful(() -> new Marking(model)));
        return classFile.transformClass(model, marked);
    }

    /** Whether it is a private static method that is in the source. */
    private static boolean isPart(MethodModel method) {
        return method.flags().has(AccessFlag.PRIVATE) && method.flags().has(AccessFlag.STATIC)
                && !method.flags().has(AccessFlag.SYNTHETIC);
    }

    /** Marks the lines of one method. A line that goes on after a part was called is marked once more. */
    private static final class Marking implements CodeTransform {
        private final ClassModel model;
        private int line;

        Marking(ClassModel model) {
            this.model = model;
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            builder.with(element);
            switch (element) {
                case LineNumber next -> {
                    line = next.line();
                    mark(builder);
                }
                case InvokeInstruction call when callsPart(call) -> mark(builder);
                default -> {
                    // Stays on its line.
                }
            }
        }

        private void mark(CodeBuilder builder) {
            builder.loadConstant(line);
            builder.invokestatic(SOURCE_LINE, "at", AT);
        }

        private boolean callsPart(InvokeInstruction call) {
            return call.owner().asSymbol().equals(model.thisClass().asSymbol())
                    && model.methods().stream().anyMatch(method -> isPart(method)
                            && method.methodName().equalsString(call.name().stringValue())
                            && method.methodType().equalsString(call.type().stringValue()));
        }
    }

    private static boolean isWoven(ClassModel model) {
        String name = SOURCE_LINE.descriptorString();
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof ClassEntry type && type.asSymbol().descriptorString().equals(name));
    }
}
