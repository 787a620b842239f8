/**
 * The source that runs and its Python twin, side by side, with the line each actor is at. What is read and matched
 * ({@code CodeListing}, {@code SourceMap}, {@code Excerpt}) needs no window; {@code CodePane} draws one listing and
 * {@code CodeView} is the tab.
 */
@NullMarked
package dev.potok.app.code;

import org.jspecify.annotations.NullMarked;
