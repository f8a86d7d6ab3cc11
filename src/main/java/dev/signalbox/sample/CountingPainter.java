package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import dev.signalbox.sample.Ink.Align;
import dev.signalbox.sample.Scene.Counting;
import dev.signalbox.sample.Scene.Piece;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Draws scattered shapes over a caption that asks how many there are of one. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class CountingPainter {
    private CountingPainter() {}

    static void paint(Counting scene, Ink ink) {
        Look look = scene.look();
        for (Piece piece : scene.pieces()) {
            Shape shape = shape(piece.shape(), piece.x(), piece.y(), piece.size() / 2);
            ink.fill(shape, look.accents().get(piece.colour()));
        }
        ink.fill(Ink.rectangle(0, 200, 320, 40), Ink.blend(look.background(), look.ink(), 0.10));
        ink.line(0, 200, 320, 200, look.soft(), 1);
        ink.fill(shape(scene.wanted(), 132, 220, 11), look.ink());
        ink.bold("= ?", 154, 228, 24, look.ink(), Align.LEFT);
    }

    private static Shape shape(Scene.Shape shape, double x, double y, double r) {
        return switch (shape) {
            case CIRCLE -> Ink.disc(x, y, r);
            case SQUARE -> Ink.rounded(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r, 2);
            case TRIANGLE -> Ink.polygon(x, y - r, x + r, y + 0.85 * r, x - r, y + 0.85 * r);
            case STAR -> star(x, y, r);
            case HEART -> heart(x, y, r);
        };
    }

    private static Shape star(double x, double y, double r) {
        double[] points = new double[20];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? r * 1.08 : r * 0.46;
            double angle = Math.PI * (i / 5.0 - 0.5);
            points[2 * i] = x + radius * Math.cos(angle);
            points[2 * i + 1] = y + radius * Math.sin(angle);
        }
        return Ink.polygon(points);
    }

    private static Shape heart(double x, double y, double r) {
        Path2D heart = new Path2D.Double();
        heart.moveTo(x, y + r);
        heart.curveTo(x - 1.7 * r, y - 0.2 * r, x - 0.8 * r, y - 1.4 * r, x, y - 0.4 * r);
        heart.curveTo(x + 0.8 * r, y - 1.4 * r, x + 1.7 * r, y - 0.2 * r, x, y + r);
        heart.closePath();
        return heart;
    }
}
