/** The window: what stands where, the keys, the transport and the status bar, and the one place where all parts meet. */
@NullMarked
package dev.potok.app.shell;

import org.jspecify.annotations.NullMarked;
