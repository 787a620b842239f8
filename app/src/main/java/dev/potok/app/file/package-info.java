/** Files that appear whole or not at all. */
@NullMarked
package dev.potok.app.file;

import org.jspecify.annotations.NullMarked;
