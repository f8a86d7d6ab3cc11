package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import dev.signalbox.sample.Ink.Align;
import dev.signalbox.sample.Look.Style;
import dev.signalbox.sample.Scene.Sign;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Draws signs in a landscape by day and by night. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class SignPainter {
    private SignPainter() {}

    static void paint(Sign sign, Ink ink) {
        landscape(sign.look(), ink);
        switch (sign.board()) {
            case MOTORWAY -> board(sign, 0x1c4fc4, 0xffffff, 0xffffff, ink);
            case CITY -> board(sign, 0xffffff, 0x212529, 0x212529, ink);
            case WOOD -> board(sign, 0x8a5a2b, 0x5c3a17, 0xfff3dc, ink);
            case DIAMOND -> diamond(sign, ink);
        }
    }

    private static void landscape(Look look, Ink ink) {
        boolean night = look.style() == Style.DARK;
        if (night) {
            for (int star = 0; star < 16; star++) {
                ink.fill(Ink.disc(star * 83 % 311 + 5, star * 47 % 97 + 6, star % 3 == 0 ? 1.4 : 0.9), 0xdfe6f5);
            }
            ink.fill(Ink.disc(27, 28, 15), 0xf3e9c0);
            ink.fill(Ink.disc(34, 23, 13), look.background());
        } else {
            ink.fill(Ink.rectangle(0, 0, 320, 240), 0xbfe3fa, 0.45);
            ink.fill(Ink.disc(28, 28, 15), 0xffd75e);
        }
        ink.fill(hill(188, 24), night ? 0x1b2b3a : 0xa9d5a1);
        ink.fill(hill(206, -18), night ? 0x132030 : 0x86c17e);
        ink.fill(Ink.polygon(96, 240, 146, 200, 174, 200, 224, 240), night ? 0x2b303b : 0xadb5bd);
        ink.dashed(Ink.open(160, 240, 160, 200), night ? 0xadb5bd : 0xffffff, 2.5, 7);
    }

    private static Shape hill(double level, double swing) {
        Path2D hill = new Path2D.Double();
        hill.moveTo(0, 240);
        hill.lineTo(0, level);
        hill.curveTo(90, level - swing, 200, level + swing, 320, level - swing / 2);
        hill.lineTo(320, 240);
        hill.closePath();
        return hill;
    }

    private static void board(Sign sign, int fill, int frame, int letters, Ink ink) {
        posts(ink, 94, 226);
        ink.fill(Ink.rounded(52, 26, 216, 136, 12), fill);
        ink.stroke(Ink.rounded(57, 31, 206, 126, 9), frame, 2.4);
        word(sign, 160, 82, 186, 40, letters, ink);
        ink.bold(sign.number() + " km", 160, 140, 36, letters, Align.CENTRE);
    }

    private static void diamond(Sign sign, Ink ink) {
        posts(ink, 160);
        Shape outer = Ink.polygon(160, 4, 262, 100, 160, 196, 58, 100);
        ink.fill(outer, 0xfcc419);
        ink.stroke(Ink.polygon(160, 14, 252, 100, 160, 186, 68, 100), 0x212529, 2.6);
        word(sign, 160, 97, 124, 32, 0x212529, ink);
        ink.bold(sign.number() + " km", 160, 138, 30, 0x212529, Align.CENTRE);
    }

    /** The word as large as the board's width and the given size allow. */
    private static void word(Sign sign, double x, double y, double width, double size, int colour, Ink ink) {
        double natural = ink.boldWidth(sign.script(), sign.word(), size);
        double fitting = Math.min(size, size * width / natural);
        ink.bold(sign.script(), sign.word(), x, y, fitting, colour, Align.CENTRE);
    }

    private static void posts(Ink ink, double... positions) {
        for (double x : positions) {
            ink.fill(Ink.rectangle(x - 4, 120, 8, 100), 0x868e96);
            ink.fill(Ink.rectangle(x + 1, 120, 3, 100), 0x5c636a);
        }
    }
}
