package dev.signalbox.app;

import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.Preferences;
import dev.signalbox.settings.WindowBounds;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.MainWindow;
import dev.signalbox.ui.shell.Screen;
import java.util.List;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: one stage, first frame first. */
public final class SignalboxApp extends Application {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private @Nullable Composition composition;

    @Override
    public void start(Stage stage) {
        LaunchOptions options = LaunchOptions.parse(getParameters().getRaw())
                .orElseThrow(() -> new IllegalStateException("The launcher lets only window options through"));
        Composition made = new Composition(AppPaths.detect(), options);
        composition = made;
        stage.setTitle(Messages.text("app.name"));
        stage.setMinWidth(MainWindow.MIN_WIDTH);
        stage.setMinHeight(MainWindow.MIN_HEIGHT);
        stage.setScene(made.window().scene(WIDTH, HEIGHT));
        place(stage, made.preferences());
        new FirstFrame(() -> afterFirstFrame(made)).start();
        stage.show();
    }

    private void afterFirstFrame(Composition made) {
        if (Boolean.getBoolean("signalbox.exitAfterFirstFrame")) {
            Platform.exit();
        } else if (made.options().aotTraining()) {
            visit(made.window(), made.window().screens(), 0);
        } else {
            made.afterFirstFrame();
        }
    }

    /** Shows one screen per event, then leaves: what the JDK should find ready at the next start. */
    private static void visit(MainWindow window, List<Screen> screens, int at) {
        if (at == screens.size()) {
            Platform.exit();
            return;
        }
        window.show(screens.get(at));
        Platform.runLater(() -> visit(window, screens, at + 1));
    }

    /** Where the window was last time, if that is still on a screen. */
    private static void place(Stage stage, Preferences preferences) {
        WindowBounds bounds = preferences.bounds().get();
        if (bounds != null && !onScreen(bounds).isEmpty()) {
            stage.setX(bounds.x());
            stage.setY(bounds.y());
            stage.setWidth(Math.max(bounds.width(), MainWindow.MIN_WIDTH));
            stage.setHeight(Math.max(bounds.height(), MainWindow.MIN_HEIGHT));
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
