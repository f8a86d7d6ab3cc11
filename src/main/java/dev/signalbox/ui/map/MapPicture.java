package dev.signalbox.ui.map;

import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Dialogs;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;

/** Saves the map with its legend as a PNG picture. */
final class MapPicture {
    private static final double SCALE = 2;

    private final MapViewModel model;
    private final Dialogs dialogs;

    MapPicture(MapViewModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
    }

    /** Asks where to, takes the picture here, and writes it beside the UI thread. */
    void save(Node plot, Node foot) {
        Optional<Path> chosen = dialogs.saveFile(
                Messages.text("map.export"),
                "map.png",
                new Dialogs.FileKind(Messages.text("map.export.kind"), java.util.List.of("*.png")));
        chosen.ifPresent(path -> {
            Pixels top = pixels(plot);
            Pixels bottom = pixels(foot);
            model.jobs()
                    .submit(Lane.IO, Messages.text("map.export.job", path), progress -> {
                        PngFile.write(path, top, bottom);
                        return path;
                    })
                    .onDone(done -> dialogs.note(Messages.text("map.export.done", done), null))
                    .onFailed(dialogs::error);
        });
    }

    private static Pixels pixels(Node node) {
        SnapshotParameters how = new SnapshotParameters();
        how.setTransform(Transform.scale(SCALE, SCALE));
        WritableImage image = node.snapshot(how, null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return new Pixels(argb, width, height);
    }

    /** @param argb row by row */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not kept
    record Pixels(int[] argb, int width, int height) {}
}
