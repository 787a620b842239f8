/** What a measurement is; those who measure and those who print it know nothing else of each other. */
@NullMarked
package dev.potok.app.bench;

import org.jspecify.annotations.NullMarked;
