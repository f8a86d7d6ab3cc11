package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import dev.signalbox.sample.Ink.Align;
import dev.signalbox.sample.Look.Style;
import dev.signalbox.sample.Scene.Place;
import dev.signalbox.sample.Scene.StreetMap;
import java.awt.geom.Path2D;

/** Draws street maps by day and by night. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class MapPainter {
    private MapPainter() {}

    static void paint(StreetMap map, Ink ink) {
        Look look = map.look();
        boolean night = look.style() == Style.DARK;
        int block = Ink.blend(look.background(), night ? 0x8090b0 : 0xc9b58a, night ? 0.10 : 0.22);
        int street = night ? Ink.blend(look.background(), 0x8fa3c7, 0.38) : 0xffffff;
        int casing = night ? Ink.blend(look.background(), 0x000000, 0.5) : 0xcfc4ad;
        ink.fill(Ink.rectangle(0, 0, 320, 240), block);
        park(map, night, ink);
        Path2D river = new Path2D.Double();
        river.moveTo(map.riverStart(), -12);
        river.curveTo(map.riverStart() + 60, 80, map.riverEnd() - 60, 160, map.riverEnd(), 252);
        ink.stroke(river, night ? 0x1b3a63 : 0xa5d0ec, 17);
        for (int pass = 0; pass < 2; pass++) {
            int colour = pass == 0 ? casing : street;
            double extra = pass == 0 ? 1.8 : 0;
            for (int i = 0; i < map.avenues().size(); i++) {
                double x = map.avenues().get(i);
                ink.line(x, -5, x, 245, colour, (i == 1 ? 9 : 5) + extra);
            }
            for (int i = 0; i < map.streets().size(); i++) {
                double y = map.streets().get(i);
                ink.line(-5, y, 325, y, colour, (i == 2 ? 9 : 5) + extra);
            }
        }
        int main = night ? 0xe0a030 : 0xf6c453;
        ink.line(map.avenues().get(1), -5, map.avenues().get(1), 245, main, 6);
        for (int i = 0; i < map.places().size(); i++) {
            place(map.places().get(i), look.accents().get(i + 1), night, ink);
        }
        pin(map.pin(), ink);
    }

    private static void park(StreetMap map, boolean night, Ink ink) {
        double left = map.avenues().get(map.parkColumn()) + 7;
        double right = map.avenues().get(map.parkColumn() + 1) - 7;
        double top = map.streets().get(map.parkRow()) + 7;
        double bottom = map.streets().get(map.parkRow() + 1) - 7;
        ink.fill(Ink.rounded(left, top, right - left, bottom - top, 6), night ? 0x1d4a2f : 0xb7dfa4);
        int tree = night ? 0x2b6a44 : 0x86c06c;
        for (double x = left + 8; x < right - 4; x += 12) {
            ink.fill(Ink.disc(x, top + 9, 4), tree);
            ink.fill(Ink.disc(x + 3, bottom - 8, 4), tree);
        }
    }

    private static void place(Place place, int colour, boolean night, Ink ink) {
        ink.fill(Ink.disc(place.x(), place.y(), 7), night ? 0x0b0f1a : 0xffffff);
        ink.fill(Ink.disc(place.x(), place.y(), 5.2), colour);
        double width = ink.boldWidth(Script.LATIN, place.name(), 12) + 10;
        ink.fill(Ink.rounded(place.x() - width / 2, place.y() + 8, width, 16, 5), night ? 0x0b0f1a : 0xffffff, 0.88);
        ink.bold(place.name(), place.x(), place.y() + 20.3, 12, night ? 0xf1f3f5 : 0x212529, Align.CENTRE);
    }

    /** The tip of the pin is the point that it marks. */
    private static void pin(Place at, Ink ink) {
        double x = at.x();
        double y = at.y();
        Path2D drop = new Path2D.Double();
        drop.moveTo(x, y);
        drop.curveTo(x - 4, y - 10, x - 12, y - 13, x - 12, y - 22);
        drop.curveTo(x - 12, y - 38, x + 12, y - 38, x + 12, y - 22);
        drop.curveTo(x + 12, y - 13, x + 4, y - 10, x, y);
        drop.closePath();
        ink.fill(Ink.disc(x, y, 3), 0x000000, 0.35);
        ink.fill(drop, 0xe03131);
        ink.stroke(drop, 0xffffff, 1.4);
        ink.fill(Ink.disc(x, y - 22.5, 4.5), 0xffffff);
    }
}
