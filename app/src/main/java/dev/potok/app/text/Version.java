package dev.potok.app.text;

import java.lang.module.ModuleDescriptor;

/** Which version of the program this is. */
public final class Version {
    private Version() {}

    /** The version, "development" where it was not packaged. */
    public static String get() {
        ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
        String packaged = Version.class.getPackage().getImplementationVersion();
        String otherwise = packaged == null ? "development" : packaged;
        return descriptor == null ? otherwise : descriptor.rawVersion().orElse(otherwise);
    }
}
