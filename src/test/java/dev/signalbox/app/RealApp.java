package dev.signalbox.app;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.Toolkit;
import dev.signalbox.sample.SampleGenerator;
import dev.signalbox.settings.AppPaths;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.ImportDataset;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.ScoreDataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/** The real composition in a test's stage, with a person's folders of its own and the project as its installation. */
final class RealApp {
    static final Path PROJECT =
            Path.of(System.getProperty("signalbox.home", ".")).toAbsolutePath().normalize();

    /** Where screenshots go: set to docs/user to renew those of the guide. */
    private static final Path PICTURES = Path.of(System.getProperty("signalbox.screenshots", "target/screenshots"));

    private final Stage stage;
    private final Composition composition;

    private RealApp(Stage stage, Composition composition) {
        this.stage = stage;
        this.composition = composition;
    }

    /**
     * A workspace with the smallest sample in it, scored by the embedded router; and the robot that needs no display.
     *
     * @param folder where sample and workspace are made
     */
    static Path scoredSample(Path folder) {
        return scoredSample(folder, SampleGenerator.FEWEST);
    }

    /** The same with so many queries. */
    static Path scoredSample(Path folder, int queries) {
        System.setProperty("testfx.robot", "glass");
        Path workspace = folder.resolve("workspace");
        Path sample = folder.resolve("sample");
        SampleGenerator.generate(sample, SampleGenerator.SEED, queries, Progress.NONE);
        try (Workspace made = Workspace.open(workspace);
                OpenRouter router = new RouterLibrary(made, PROJECT).open(RouterLibrary.SAMPLE)) {
            new ImportDataset(made).run(sample, "m2", null, List.of(), false, Progress.NONE);
            OpenDataset open = OpenDataset.open(made, made.datasets().list().getFirst());
            new ScoreDataset(made).run(open, router, Progress.NONE);
        }
        return workspace;
    }

    /** Starts on a workspace. On the UI thread. */
    static RealApp start(Stage stage, Path person, Path workspace) {
        return start(stage, person, workspace, PROJECT);
    }

    /** The same with another installation, such as one without the embedded sample. */
    static RealApp start(Stage stage, Path person, Path workspace, Path home) {
        Composition made =
                new Composition(EarlyStart.begin(AppPaths.below(person, home), new LaunchOptions(workspace, false)));
        made.openFirst();
        stage.setScene(made.window().scene(1280, 800));
        stage.show();
        made.afterFirstFrame();
        return new RealApp(stage, made);
    }

    Composition composition() {
        return composition;
    }

    Node find(String query) {
        WaitForAsyncUtils.waitForFxEvents();
        return stage.getScene().getRoot().lookup(query);
    }

    boolean shows(String query) {
        Node node = find(query);
        return node != null && node.isVisible();
    }

    String text(String query) {
        Node node = find(query);
        return node instanceof Labeled labeled
                ? labeled.getText()
                : node instanceof TextInputControl field ? field.getText() : "";
    }

    /** Drops a file on a node: the event that a desktop's drag and drop ends in, which no display-less robot can begin. */
    void drop(String query, Path file) throws Exception {
        Node target = find(query);
        WaitForAsyncUtils.asyncFx(() -> {
                    Dragboard board =
                            DragboardHelper.createDragboard(Toolkit.getToolkit().createLocalClipboard());
                    board.setContent(Map.of(DataFormat.FILES, List.of(file.toFile())));
                    Event.fireEvent(
                            target,
                            new DragEvent(
                                    null,
                                    target,
                                    DragEvent.DRAG_DROPPED,
                                    board,
                                    5,
                                    5,
                                    5,
                                    5,
                                    TransferMode.COPY,
                                    null,
                                    null,
                                    new PickResult(target, 5, 5)));
                })
                .get(30, TimeUnit.SECONDS);
    }

    static void until(Callable<Boolean> holds) throws Exception {
        WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, holds);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Keeps what the window shows as a picture. */
    void shot(String name) throws Exception {
        // Pictures fade in and plots are drawn with the next pulse.
        WaitForAsyncUtils.sleep(700, TimeUnit.MILLISECONDS);
        WritableImage image =
                WaitForAsyncUtils.asyncFx(() -> stage.getScene().snapshot(null)).get(60, TimeUnit.SECONDS);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        Path folder = PROJECT.resolve(PICTURES);
        Files.createDirectories(folder);
        if (!ImageIO.write(copy, "png", folder.resolve(name + ".png").toFile())) {
            throw new IOException("No PNG writer");
        }
    }

    /** Ends it as a person would. */
    void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    composition.close();
                    stage.close();
                })
                .get(90, TimeUnit.SECONDS);
    }
}
