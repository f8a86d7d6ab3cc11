package dev.signalbox.ui.map;

import dev.signalbox.ui.control.ScatterPlot;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javafx.scene.paint.Color;

/** The map as a drawing: a path per colour, or an embedded picture of very many points, with title and legend. */
final class SvgFile {
    /** More points than these become an embedded picture. */
    static final int MOST_POINTS = 20_000;

    private static final double EDGE = 16;
    private static final double HEAD = 40;
    private static final double LINE = 22;
    private static final double LETTER = 7;
    private static final double RAMP_WIDTH = 180;

    private final Content content;
    private final ScatterPlot.Drawing plot;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private SvgFile(Content content) {
        this.content = content;
        plot = content.plot();
    }

    /** A line of the legend. */
    record Entry(String text, Color colour) {}

    /**
     * What the drawing shows.
     *
     * @param mark   says that data are simulated, or is empty
     * @param legend of categories, or empty
     * @param ramp   from low to high, of values, or empty
     */
    record Content(
            ScatterPlot.Drawing plot,
            String title,
            String mark,
            String caption,
            List<Entry> legend,
            List<Color> ramp,
            String low,
            String high) {}

    /** All of the file. */
    static String of(Content content) throws IOException {
        SvgFile file = new SvgFile(content);
        file.draw();
        return file.out.toString();
    }

    private void draw() throws IOException {
        int lines = Math.max(1, legendLines());
        double height = HEAD + plot.height() + EDGE + lines * LINE + LINE;
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %s\" width=\"%d\" height=\"%s\""
                        + " role=\"img\" font-family=\"Noto Sans, Helvetica, Arial, sans-serif\" font-size=\"13\">\n",
                plot.width(),
                at(height),
                plot.width(),
                at(height)));
        out.append(String.format(Locale.ROOT, "<title>%s</title>\n", safe(content.title())));
        out.append(String.format(
                Locale.ROOT, "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n", hex(plot.surface())));
        text(EDGE, HEAD / 2 + 5, "font-weight=\"bold\" font-size=\"15\"", content.title());
        if (!content.mark().isEmpty()) {
            text(plot.width() - EDGE, HEAD / 2 + 5, "text-anchor=\"end\" font-weight=\"bold\"", content.mark());
        }
        out.append(String.format(
                Locale.ROOT, "<svg y=\"%s\" width=\"%d\" height=\"%d\">\n", at(HEAD), plot.width(), plot.height()));
        points();
        lines();
        words();
        out.append("</svg>\n");
        legend(HEAD + plot.height() + EDGE);
        text(EDGE, height - EDGE / 2, "font-size=\"12\" opacity=\"0.75\"", content.caption());
        out.append("</svg>\n");
    }

    private void points() throws IOException {
        if (plot.pixels().length > 0) {
            int across = plot.width() * plot.pixelsPerUnit();
            int down = plot.height() * plot.pixelsPerUnit();
            byte[] png = PngFile.encode(new MapPicture.Pixels(plot.pixels(), across, down));
            out.append(String.format(
                    Locale.ROOT,
                    "<image width=\"%d\" height=\"%d\" href=\"data:image/png;base64,%s\"/>\n",
                    plot.width(),
                    plot.height(),
                    Base64.getEncoder().encodeToString(png)));
        }
        for (ScatterPlot.Dots dots : plot.dots()) {
            out.append(String.format(
                    Locale.ROOT,
                    "<path fill=\"none\" stroke=\"#%06x\" stroke-opacity=\"%s\" stroke-width=\"%s\""
                            + " stroke-linecap=\"round\" d=\"",
                    dots.colour(),
                    at(dots.opacity()),
                    at(2 * plot.radius())));
            for (int i = 0; i < dots.xy().length; i += 2) {
                out.append('M')
                        .append(at(dots.xy()[i]))
                        .append(' ')
                        .append(at(dots.xy()[i + 1]))
                        .append("h0");
            }
            out.append("\"/>\n");
        }
    }

    private void lines() {
        for (ScatterPlot.Contour line : plot.lines()) {
            out.append(String.format(
                    Locale.ROOT,
                    "<path fill=\"none\" stroke=\"%s\" stroke-opacity=\"%s\" stroke-width=\"1.2\" d=\"",
                    hex(plot.foreground()),
                    at(Math.min(0.85, 0.4 + 0.12 * line.level()))));
            for (int i = 0; i < line.x().length; i++) {
                out.append(i == 0 ? 'M' : 'L')
                        .append(at(line.x()[i]))
                        .append(' ')
                        .append(at(line.y()[i]));
            }
            out.append("\"/>\n");
        }
    }

    private void words() {
        for (ScatterPlot.Marker word : plot.words()) {
            String halo =
                    "text-anchor=\"middle\" font-weight=\"bold\" font-size=\"12\" paint-order=\"stroke\" stroke=\""
                            + hex(plot.surface())
                            + "\" stroke-opacity=\"0.85\" stroke-width=\"4\" stroke-linejoin=\"round\"";
            text(word.x(), word.y() + 4, halo, word.label());
        }
    }

    private int legendLines() {
        int lines = 1;
        double x = EDGE;
        for (Entry entry : content.legend()) {
            if (x > EDGE && x + width(entry) > plot.width() - EDGE) {
                lines++;
                x = EDGE;
            }
            x += width(entry);
        }
        return lines;
    }

    private void legend(double top) {
        double x = EDGE;
        double y = top;
        for (Entry entry : content.legend()) {
            if (x > EDGE && x + width(entry) > plot.width() - EDGE) {
                x = EDGE;
                y += LINE;
            }
            out.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%s\" cy=\"%s\" r=\"5\" fill=\"%s\"/>\n",
                    at(x + 5),
                    at(y),
                    hex(entry.colour())));
            text(x + 16, y + 5, "", entry.text());
            x += width(entry);
        }
        if (!content.ramp().isEmpty()) {
            text(EDGE, y + 5, "", content.low());
            double from = EDGE + LETTER * content.low().length() + 8;
            double step = RAMP_WIDTH / content.ramp().size();
            for (int i = 0; i < content.ramp().size(); i++) {
                out.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"10\" fill=\"%s\"/>\n",
                        at(from + i * step),
                        at(y - 5),
                        at(step + 0.5),
                        hex(content.ramp().get(i))));
            }
            text(from + RAMP_WIDTH + 8, y + 5, "", content.high());
        }
    }

    private static double width(Entry entry) {
        return 16 + LETTER * entry.text().codePointCount(0, entry.text().length()) + 18;
    }

    private void text(double x, double y, String how, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%s\" y=\"%s\" fill=\"%s\" %s>%s</text>\n",
                at(x),
                at(y),
                hex(plot.foreground()),
                how,
                safe(text)));
    }

    private static String at(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String hex(Color colour) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(colour.getRed() * 255),
                Math.round(colour.getGreen() * 255),
                Math.round(colour.getBlue() * 255));
    }

    /** Without what XML does not allow: such characters stand in some datasets. */
    private static String safe(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                default -> {
                    boolean allowed = c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
                    result.appendCodePoint(allowed ? c : ' ');
                }
            }
        });
        return result.toString();
    }
}
