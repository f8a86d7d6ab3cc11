package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/**
 * Draws shapes and letters in 0xRRGGBB colours. Letters are filled as outlines, not as hinted glyphs, so that they come
 * out alike on every machine with the same JDK.
 */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class Ink implements AutoCloseable {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    /** Which part of a text stands at the given x. */
    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    private final Graphics2D graphics;
    private final Lettering lettering;

    Ink(BufferedImage image, Lettering lettering) {
        this.graphics = image.createGraphics();
        this.lettering = lettering;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    void fill(Shape shape, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fill(shape);
    }

    /** {@code opacity} 0..1. */
    void fill(Shape shape, int colour, double opacity) {
        graphics.setColor(new Color(colour >> 16 & 255, colour >> 8 & 255, colour & 255, (int) (opacity * 255)));
        graphics.fill(shape);
    }

    void stroke(Shape shape, int colour, double width) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    void dashed(Shape shape, int colour, double width, double dash) {
        graphics.setColor(new Color(colour));
        float[] pattern = {(float) dash, (float) dash};
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0));
        graphics.draw(shape);
    }

    void line(double x1, double y1, double x2, double y2, int colour, double width) {
        stroke(new Line2D.Double(x1, y1, x2, y2), colour, width);
    }

    /** Latin text on the baseline {@code y}. */
    void text(String text, double x, double y, double size, int colour, Align align) {
        letters(text, lettering.regular(size), x, y, colour, align);
    }

    void bold(String text, double x, double y, double size, int colour, Align align) {
        bold(Script.LATIN, text, x, y, size, colour, align);
    }

    void bold(Script script, String text, double x, double y, double size, int colour, Align align) {
        letters(text, lettering.bold(script, size), x, y, colour, align);
    }

    /** The width of bold text in pixels. */
    double boldWidth(Script script, String text, double size) {
        return new TextLayout(text, lettering.bold(script, size), EXACT).getAdvance();
    }

    private void letters(String text, Font font, double x, double y, int colour, Align align) {
        if (font.canDisplayUpTo(text) >= 0) {
            throw new IllegalStateException(font.getFontName() + " lacks letters of: " + text);
        }
        TextLayout layout = new TextLayout(text, font, EXACT);
        double shift = switch (align) {
            case LEFT -> 0;
            case CENTRE -> layout.getAdvance() / 2;
            case RIGHT -> layout.getAdvance();
        };
        fill(layout.getOutline(AffineTransform.getTranslateInstance(x - shift, y)), colour);
    }

    /** Draws what follows turned by degrees around a point, until the next call; zero turns back. */
    void turn(double degrees, double x, double y) {
        graphics.setTransform(AffineTransform.getRotateInstance(Math.toRadians(degrees), x, y));
    }

    static Shape rectangle(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    static Shape rounded(double x, double y, double width, double height, double radius) {
        return new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius);
    }

    static Shape disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** A closed polygon; coordinates in pairs. */
    static Shape polygon(double... xy) {
        Path2D path = open(xy);
        path.closePath();
        return path;
    }

    /** A polyline; coordinates in pairs. */
    static Path2D open(double... xy) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return path;
    }

    /** A colour between two: 0 the first, 1 the second. */
    static int blend(int first, int second, double share) {
        int red = (int) Math.round((first >> 16 & 255) * (1 - share) + (second >> 16 & 255) * share);
        int green = (int) Math.round((first >> 8 & 255) * (1 - share) + (second >> 8 & 255) * share);
        int blue = (int) Math.round((first & 255) * (1 - share) + (second & 255) * share);
        return red << 16 | green << 8 | blue;
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
