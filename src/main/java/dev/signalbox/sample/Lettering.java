package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;

/** The letters of the pictures: subset fonts of the class path, so that no picture depends on a machine's own fonts. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class Lettering {
    private final Font regular;
    private final Map<Script, Font> bold = new EnumMap<>(Script.class);

    Lettering() throws IOException {
        regular = load("sample-latin.ttf");
        for (Script script : Script.values()) {
            bold.put(script, load(script.font()));
        }
    }

    Font regular(double size) {
        return regular.deriveFont((float) size);
    }

    Font bold(Script script, double size) {
        Font font = bold.get(script);
        if (font == null) {
            throw new IllegalStateException("No font for " + script);
        }
        return font.deriveFont((float) size);
    }

    private static Font load(String file) throws IOException {
        try (InputStream in = Lettering.class.getResourceAsStream("/fonts/" + file)) {
            if (in == null) {
                throw new IOException("The font fonts/" + file + " is not on the class path");
            }
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException e) {
            throw new IOException("The font fonts/" + file + " is damaged", e);
        }
    }
}
