/**
 * The settings of the next run as a form: {@code SettingsViewModel} knows what is written, what is wrong with it and what
 * differs from the run that is shown, {@code SettingsView} draws it.
 */
@NullMarked
package dev.potok.app.settings;

import org.jspecify.annotations.NullMarked;
