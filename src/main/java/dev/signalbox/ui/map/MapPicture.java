package dev.signalbox.ui.map;

import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.Dialogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;

/** Saves the map with its legend as a PNG picture or as an SVG drawing. */
final class MapPicture {
    private static final double SCALE = 2;

    private final MapViewModel model;
    private final Dialogs dialogs;

    MapPicture(MapViewModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
    }

    /**
     * Asks where to, takes the picture here, and writes it beside the UI thread: as SVG when the file is named so, else
     * as PNG.
     */
    void save(Node plot, Node foot, Supplier<SvgFile.Content> drawing) {
        Optional<Path> chosen = dialogs.saveFile(
                Messages.text("map.export"),
                "map.png",
                new Dialogs.FileKind(Messages.text("map.export.kind"), List.of("*.png")),
                new Dialogs.FileKind(Messages.text("map.export.svg"), List.of("*.svg")));
        chosen.ifPresent(path -> {
            if (path.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
                SvgFile.Content content = drawing.get();
                write(path, () -> SvgFile.of(content).getBytes(StandardCharsets.UTF_8));
            } else {
                Pixels top = pixels(plot);
                Pixels bottom = pixels(foot);
                write(path, () -> PngFile.encode(top, bottom));
            }
        });
    }

    private void write(Path path, Callable<byte[]> encoder) {
        model.jobs()
                .submit(Lane.IO, Messages.text("map.export.job", path), progress -> {
                    put(path, encoder.call());
                    return path;
                })
                .onDone(done -> dialogs.note(Messages.text("map.export.done", done), null))
                .onFailed(dialogs::error);
    }

    /**
     * Writes beside the target first, so that a failure leaves no half picture.
     *
     * @throws UserFacingException {@code map.export} when the disk will not have it
     */
    static void put(Path path, byte[] bytes) {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.write(draft, bytes);
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserFacingException("map.export", e, path, String.valueOf(e.getMessage()));
        }
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
