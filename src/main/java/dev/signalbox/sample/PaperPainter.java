package dev.signalbox.sample;

import dev.signalbox.picture.UsesAwt;
import dev.signalbox.sample.Ink.Align;
import dev.signalbox.sample.Look.Style;
import dev.signalbox.sample.Scene.Item;
import dev.signalbox.sample.Scene.Receipt;
import dev.signalbox.sample.Scene.Table;
import java.awt.geom.Path2D;

/** Draws receipts and tables. */
@UsesAwt("the sample generator draws its pictures with Java2D")
final class PaperPainter {
    private PaperPainter() {}

    static void paint(Receipt receipt, Ink ink) {
        Look look = receipt.look();
        boolean dark = look.style() == Style.DARK;
        // The table that the receipt lies on: planks.
        for (int plank = 0; plank < 5; plank++) {
            double shade = plank % 2 == 0 ? 0.05 : 0.10;
            ink.fill(Ink.rectangle(0, plank * 48, 320, 48), Ink.blend(look.background(), look.ink(), shade));
        }
        int paper = dark ? 0xd9d5ca : 0xfffdf5;
        int letters = 0x2b2b2b;
        ink.turn(receipt.tilt(), 160, 120);
        double left = 72;
        double right = 248;
        ink.fill(Ink.rectangle(left + 4, 12, right - left, 222), 0x000000, dark ? 0.5 : 0.18);
        Path2D sheet = Ink.open(left, 8, right, 8, right, 226);
        for (double x = right - 8; x >= left; x -= 8) {
            sheet.lineTo(x, (right - x) / 8 % 2 == 0 ? 226 : 231);
        }
        sheet.closePath();
        ink.fill(sheet, paper);
        ink.bold(receipt.shop(), 160, 31, 14, letters, Align.CENTRE);
        ink.text(receipt.date(), 160, 46, 10, 0x666666, Align.CENTRE);
        double y = 64;
        double step = Math.min(17, 104.0 / receipt.items().size());
        for (Item item : receipt.items()) {
            ink.text(item.name(), left + 14, y, 12, letters, Align.LEFT);
            ink.text(PaperScenes.money(item.value()), right - 14, y, 12, letters, Align.RIGHT);
            y += step;
        }
        ink.dashed(Ink.open(left + 12, 167, right - 12, 167), 0x888888, 1, 3);
        ink.bold("TOTAL", left + 14, 184, 15, letters, Align.LEFT);
        ink.bold(PaperScenes.money(receipt.total()), right - 14, 184, 15, letters, Align.RIGHT);
        ink.text("Cash", left + 14, 200, 11, letters, Align.LEFT);
        ink.text(PaperScenes.money(receipt.cash()), right - 14, 200, 11, letters, Align.RIGHT);
        ink.text("Change", left + 14, 214, 11, letters, Align.LEFT);
        ink.text(PaperScenes.money(receipt.cash() - receipt.total()), right - 14, 214, 11, letters, Align.RIGHT);
        ink.turn(0, 0, 0);
    }

    static void paint(Table table, Ink ink) {
        Look look = table.look();
        boolean dark = look.style() == Style.DARK;
        int accent = look.accents().getFirst();
        int rows = table.rows().size();
        int columns = table.columns().size();
        double first = 78;
        double left = 12;
        double width = (296 - first) / columns;
        double height = Math.min(44, 212.0 / (rows + 1));
        double top = (240 - height * (rows + 1)) / 2;
        ink.fill(Ink.rounded(left, top, 296, height * (rows + 1), 8), Ink.blend(look.background(), look.ink(), 0.06));
        ink.fill(Ink.rounded(left, top, 296, height, 8), accent);
        ink.fill(Ink.rectangle(left, top + height - 8, 296, 8), accent);
        int heading = dark ? 0x111111 : 0xffffff;
        double drop = height / 2 + 5.5;
        ink.bold(table.corner(), left + 12, top + drop, 14, heading, Align.LEFT);
        for (int c = 0; c < columns; c++) {
            ink.bold(table.columns().get(c), left + first + (c + 0.5) * width, top + drop, 14, heading, Align.CENTRE);
        }
        for (int r = 0; r < rows; r++) {
            double y = top + (r + 1) * height;
            if (r > 0) {
                ink.line(left + 8, y, left + 288, y, look.soft(), 0.8);
            }
            ink.bold(table.rows().get(r), left + 12, y + drop, 13, look.ink(), Align.LEFT);
            for (int c = 0; c < columns; c++) {
                String cell = Integer.toString(table.cells().get(r).get(c));
                ink.text(cell, left + first + (c + 0.5) * width, y + drop, 15, look.ink(), Align.CENTRE);
            }
        }
    }
}
