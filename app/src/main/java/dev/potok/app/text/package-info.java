/** Words in the user's language. {@code Texts} is plain Java, for the command line too; {@code Language} makes it live. */
@NullMarked
package dev.potok.app.text;

import org.jspecify.annotations.NullMarked;
