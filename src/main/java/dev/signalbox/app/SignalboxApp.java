package dev.signalbox.app;

import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.Preferences;
import dev.signalbox.settings.WindowBounds;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.MainWindow;
import dev.signalbox.ui.shell.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: one stage, first frame first. */
public final class SignalboxApp extends Application {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    /** JavaFX makes the application object itself, so this cannot come through its constructor. */
    private static @Nullable EarlyStart early;

    private @Nullable Composition composition;
    private boolean visiting;

    /** Opens the window and returns when it is closed. Once in a process. */
    static void launch(AppPaths paths, LaunchOptions options) {
        Path asked = options.workspace();
        // A build changes nobody's settings.
        AppPaths used = options.aotTraining() && asked != null ? AppPaths.below(asked, paths.home()) : paths;
        early = EarlyStart.begin(used, options);
        launch(SignalboxApp.class);
    }

    @Override
    public void start(Stage stage) {
        EarlyStart begun = Objects.requireNonNull(early, "launch() comes first");
        Composition made = new Composition(begun);
        composition = made;
        made.useBrowser(getHostServices()::showDocument);
        stage.setTitle(Messages.text("app.name"));
        stage.setMinWidth(MainWindow.MIN_WIDTH);
        stage.setMinHeight(MainWindow.MIN_HEIGHT);
        made.openFirst();
        stage.setScene(made.window().scene(WIDTH, HEIGHT));
        place(stage, made.preferences());
        new FirstFrame(() -> afterFirstFrame(stage, made)).start();
        stage.show();
    }

    private void afterFirstFrame(Stage shown, Composition made) {
        made.afterFirstFrame();
        if (Boolean.getBoolean("signalbox.measureStart")) {
            new FirstPictures(shown.getScene().getRoot(), Platform::exit).start();
        }
        if (made.options().aotTraining()) {
            made.desk().index().subscribe(index -> {
                if (index != null && !visiting) {
                    visiting = true;
                    visit(made.window(), made.window().screens());
                }
            });
        }
    }

    /** Shows one screen after the other, then leaves: what the JDK should find ready at the next start. */
    private static void visit(MainWindow window, List<Screen> screens) {
        PauseTransition pause = new PauseTransition(Duration.seconds(2));
        pause.setOnFinished(event -> {
            if (screens.isEmpty()) {
                Platform.exit();
            } else {
                window.show(screens.getFirst());
                visit(window, screens.subList(1, screens.size()));
            }
        });
        pause.play();
    }

    /** Where the window was last time, if that is still on a screen. */
    private static void place(Stage stage, Preferences preferences) {
        WindowBounds bounds = preferences.bounds().get();
        List<javafx.stage.Screen> screens = bounds == null ? List.of() : onScreen(bounds);
        if (bounds != null && !screens.isEmpty()) {
            // Whole on its screen, unless it lies across two: the screen may be a smaller one today.
            Rectangle2D screen = screens.getFirst().getVisualBounds();
            boolean one = screens.size() == 1;
            double width = length(bounds.width(), MainWindow.MIN_WIDTH, one ? screen.getWidth() : bounds.width());
            double height = length(bounds.height(), MainWindow.MIN_HEIGHT, one ? screen.getHeight() : bounds.height());
            stage.setX(one ? inside(bounds.x(), width, screen.getMinX(), screen.getMaxX()) : bounds.x());
            stage.setY(one ? inside(bounds.y(), height, screen.getMinY(), screen.getMaxY()) : bounds.y());
            stage.setWidth(width);
            stage.setHeight(height);
            stage.setMaximized(bounds.maximised());
        }
        InvalidationListener moved = property -> {
            if (stage.isShowing() && !stage.isIconified()) {
                remember(stage, preferences);
            }
        };
        stage.xProperty().addListener(moved);
        stage.yProperty().addListener(moved);
        stage.widthProperty().addListener(moved);
        stage.heightProperty().addListener(moved);
        stage.maximizedProperty().addListener(moved);
    }

    private static void remember(Stage stage, Preferences preferences) {
        WindowBounds old = preferences.bounds().get();
        if (stage.isMaximized() && old != null) {
            preferences.bounds().set(new WindowBounds(old.x(), old.y(), old.width(), old.height(), true));
        } else {
            preferences
                    .bounds()
                    .set(new WindowBounds(
                            stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized()));
        }
    }

    private static double length(double last, double least, double most) {
        return Math.max(least, Math.min(last, most));
    }

    private static double inside(double at, double length, double from, double to) {
        return Math.max(from, Math.min(at, to - length));
    }

    private static List<javafx.stage.Screen> onScreen(WindowBounds bounds) {
        Rectangle2D titleBar = new Rectangle2D(bounds.x(), Math.max(0, bounds.y()), Math.max(1, bounds.width()), 40);
        return javafx.stage.Screen.getScreensForRectangle(titleBar);
    }

    @Override
    public void stop() {
        if (composition != null) {
            composition.close();
        }
    }
}
