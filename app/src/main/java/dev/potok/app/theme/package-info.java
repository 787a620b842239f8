/** How everything looks: tokens of colour and size, the glyph and colour of each state, the style sheets made of them. */
@NullMarked
package dev.potok.app.theme;

import org.jspecify.annotations.NullMarked;
