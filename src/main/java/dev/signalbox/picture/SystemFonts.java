package dev.signalbox.picture;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;

/** What the machine's installed fonts can draw. */
@UsesAwt("JavaFX tells which fonts there are, not which letters they hold, and needs a display to do so")
public final class SystemFonts {
    private SystemFonts() {}

    /** Whether some installed font has a glyph for a code point. */
    public static boolean canDraw(int codePoint) {
        return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .anyMatch((Font font) -> font.canDisplay(codePoint));
    }
}
