package dev.signalbox.app;

import dev.signalbox.text.Messages;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/** Placeholder until the real entry arrives: enough to try the build with. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        if (args.length > 0 && !args[0].equals("--aot-training")) {
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                    .println("signalbox " + System.getProperty("signalbox.home"));
            return;
        }
        Application.launch(Window.class, args);
    }

    /** One label. */
    public static final class Window extends Application {
        @Override
        public void start(Stage stage) {
            stage.setScene(new Scene(new Label(Messages.text("app.name")), 400, 300));
            stage.show();
            if (!getParameters().getRaw().isEmpty()) {
                Platform.runLater(Platform::exit);
            }
        }
    }
}
