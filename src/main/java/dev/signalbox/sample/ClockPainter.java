package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import dev.signalbox.sample.Ink.Align;
import dev.signalbox.sample.Scene.Clock;

/** Draws an analogue clock beside a digital display that waits for the time. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class ClockPainter {
    private static final double X = 116;
    private static final double Y = 120;
    private static final double RADIUS = 86;

    private ClockPainter() {}

    static void paint(Clock clock, Ink ink) {
        Look look = clock.look();
        int deep = Ink.blend(look.background(), 0x000000, 0.35);
        if (clock.square()) {
            ink.fill(Ink.rounded(X - RADIUS - 8, Y - RADIUS - 8, 2 * RADIUS + 16, 2 * RADIUS + 16, 20), deep);
        } else {
            ink.fill(Ink.disc(X, Y, RADIUS + 8), deep);
        }
        // The face takes the background's tint, so that warm and cool stay the first impression.
        ink.fill(Ink.disc(X, Y, RADIUS), Ink.blend(look.background(), 0xffffff, 0.72));
        int dark = 0x22201d;
        for (int tick = 0; tick < 60; tick++) {
            double angle = tick * 6;
            double inner = RADIUS - (tick % 5 == 0 ? 10 : 5);
            double width = tick % 5 == 0 ? 2.6 : 1;
            ink.line(x(angle, inner), y(angle, inner), x(angle, RADIUS - 3), y(angle, RADIUS - 3), dark, width);
        }
        if (clock.numerals()) {
            for (int hour = 1; hour <= 12; hour++) {
                double angle = hour * 30;
                ink.bold(Integer.toString(hour), x(angle, 64), y(angle, 64) + 6, 16, dark, Align.CENTRE);
            }
        }
        hand((clock.hour() % 12 + clock.minute() / 60.0) * 30, 44, 7, dark, ink);
        hand(clock.minute() * 6, 70, 4, dark, ink);
        ink.fill(Ink.disc(X, Y, 6), look.style() == Look.Style.WARM ? 0xe03131 : 0x0b7285);
        ink.fill(Ink.rounded(226, 86, 82, 68, 10), deep);
        ink.fill(Ink.rounded(232, 92, 70, 56, 6), Ink.blend(deep, 0x000000, 0.45));
        ink.bold("?", 267, 134, 38, look.ink(), Align.CENTRE);
        ink.text("h:mm", 267, 172, 13, look.ink(), Align.CENTRE);
    }

    private static void hand(double angle, double length, double width, int colour, Ink ink) {
        ink.line(x(angle + 180, 10), y(angle + 180, 10), x(angle, length), y(angle, length), colour, width);
    }

    private static double x(double degrees, double radius) {
        return X + radius * Math.sin(Math.toRadians(degrees));
    }

    private static double y(double degrees, double radius) {
        return Y - radius * Math.cos(Math.toRadians(degrees));
    }
}
