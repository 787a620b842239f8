/**
 * The panel on the right: code, lesson, settings, findings and console as tabs, and under all of them the sentence that
 * says what is going on now. It puts together what {@code code}, {@code settings} and {@code lecture} make; the tabs that
 * need no package of their own are here.
 */
@NullMarked
package dev.potok.app.side;

import org.jspecify.annotations.NullMarked;
