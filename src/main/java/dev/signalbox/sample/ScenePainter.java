package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Draws scenes as pictures of 320 x 240 pixels. The same scene gives the same pixels on the same JDK. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class ScenePainter {
    private final Lettering lettering;

    ScenePainter() throws IOException {
        lettering = new Lettering();
    }

    void write(Scene scene, Path file) throws IOException {
        Png.write(paint(scene), file);
    }

    BufferedImage paint(Scene scene) {
        BufferedImage image = new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_INT_RGB);
        try (Ink ink = new Ink(image, lettering)) {
            ink.fill(
                    Ink.rectangle(0, 0, Scene.WIDTH, Scene.HEIGHT), scene.look().background());
            switch (scene) {
                case Scene.Chart chart -> ChartPainter.paint(chart, ink);
                case Scene.Receipt receipt -> PaperPainter.paint(receipt, ink);
                case Scene.Table table -> PaperPainter.paint(table, ink);
                case Scene.StreetMap map -> MapPainter.paint(map, ink);
                case Scene.Sign sign -> SignPainter.paint(sign, ink);
                case Scene.Counting counting -> CountingPainter.paint(counting, ink);
                case Scene.Clock clock -> ClockPainter.paint(clock, ink);
                case Scene.Geometry geometry -> GeometryPainter.paint(geometry, ink);
            }
        }
        return image;
    }
}
