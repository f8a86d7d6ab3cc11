package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import dev.signalbox.sample.Ink.Align;
import dev.signalbox.sample.Look.Style;
import dev.signalbox.sample.Scene.Geometry;

/** Draws figures with two given numbers on blueprint or kraft paper. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class GeometryPainter {
    private GeometryPainter() {}

    static void paint(Geometry scene, Ink ink) {
        Look look = scene.look();
        if (look.style() == Style.BLUEPRINT) {
            int grid = Ink.blend(look.background(), 0xffffff, 0.16);
            for (int at = 16; at < 320; at += 16) {
                ink.line(at, 0, at, 240, grid, at % 80 == 0 ? 1.2 : 0.6);
                ink.line(0, at, 320, at, grid, at % 80 == 0 ? 1.2 : 0.6);
            }
        } else {
            for (int at = 20; at < 240; at += 22) {
                ink.line(0, at, 320, at, Ink.blend(look.background(), look.soft(), 0.5), 0.8);
            }
        }
        switch (scene.figure()) {
            case THIRD_ANGLE -> triangle(scene, ink);
            case RECTANGLE_AREA -> rectangle(scene, ink);
            case HYPOTENUSE -> rightTriangle(scene, ink);
        }
    }

    /** Drawn to scale: the base angles are the given ones. */
    private static void triangle(Geometry scene, Ink ink) {
        double left = Math.tan(Math.toRadians(scene.first()));
        double right = Math.tan(Math.toRadians(scene.second()));
        double rise = left * right / (left + right);
        double base = Math.min(230, 160 / rise);
        double height = base * rise;
        double x1 = 160 - base / 2;
        double x2 = 160 + base / 2;
        double y1 = 120 + height / 2;
        double top = x1 + height / left;
        figure(scene, ink, x1, y1, x2, y1, top, y1 - height);
        label(scene.first() + "°", mirror(scene, x1 + 18 + 23 / left), y1 - 9, scene, ink);
        label(scene.second() + "°", mirror(scene, x2 - 18 - 23 / right), y1 - 9, scene, ink);
        double inward = Math.min(0.62, 30 / height + 0.12);
        double middle = (x1 + x2) / 2;
        label("?", mirror(scene, top + (middle - top) * inward), y1 - height * (1 - inward) + 6, scene, ink);
    }

    private static void rectangle(Geometry scene, Ink ink) {
        double scale = Math.min(196.0 / scene.first(), 150.0 / scene.second());
        double width = scene.first() * scale;
        double height = scene.second() * scale;
        double x = 160 - width / 2;
        double y = 112 - height / 2;
        figure(scene, ink, x, y, x + width, y, x + width, y + height, x, y + height);
        label(scene.first() + " cm", 160, y + height + 20, scene, ink);
        double side = scene.turned() ? Math.max(28, x - 28) : Math.min(292, x + width + 28);
        label(scene.second() + " cm", side, 117, scene, ink);
        // A narrow figure has no room for its question inside.
        label("area = ? cm²", 160, width < 130 ? y - 12 : 118, scene, ink);
    }

    private static void rightTriangle(Geometry scene, Ink ink) {
        double scale = Math.min(196.0 / scene.first(), 140.0 / scene.second());
        double width = scene.first() * scale;
        double height = scene.second() * scale;
        double x = 160 - width / 2;
        double y = 112 + height / 2;
        figure(scene, ink, x, y, x + width, y, x, y - height);
        ink.stroke(
                Ink.open(mirror(scene, x + 12), y, mirror(scene, x + 12), y - 12, mirror(scene, x), y - 12),
                scene.look().ink(),
                1.5);
        label(scene.first() + " cm", 160, y + 20, scene, ink);
        label(scene.second() + " cm", mirror(scene, Math.max(30, x - 28)), y - height / 2 + 5, scene, ink);
        label("? cm", mirror(scene, 160 + 26), y - height / 2 - 10, scene, ink);
    }

    private static void figure(Geometry scene, Ink ink, double... points) {
        Look look = scene.look();
        double[] placed = points.clone();
        for (int i = 0; i < placed.length; i += 2) {
            placed[i] = mirror(scene, placed[i]);
        }
        int accent = look.style() == Style.BLUEPRINT ? 0xffffff : look.accents().getFirst();
        ink.fill(Ink.polygon(placed), accent, 0.16);
        ink.stroke(Ink.polygon(placed), look.style() == Style.BLUEPRINT ? look.ink() : accent, 2.6);
    }

    private static void label(String text, double x, double y, Geometry scene, Ink ink) {
        ink.bold(text, x, y, 16, scene.look().ink(), Align.CENTRE);
    }

    private static double mirror(Geometry scene, double x) {
        return scene.turned() ? Scene.WIDTH - x : x;
    }
}
