package dev.signalbox.ui.shell;

import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.Preferences;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.SettingsFile;
import dev.signalbox.settings.ThemeChoice;
import dev.signalbox.task.Jobs;
import dev.signalbox.ui.settings.SettingsScreen;
import dev.signalbox.ui.settings.SettingsViewModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The real window with two screens of little content, wired as the composition root does. */
final class ShellFixture {
    final WorkbenchState state = new WorkbenchState();
    final Commands commands = new Commands();
    final UndoStack undo = new UndoStack();
    final Hints hints = new Hints();
    final List<String> heard = new ArrayList<>();
    final Preferences preferences;
    final Themes themes;
    final MainWindow window;

    ShellFixture(Stage stage, Path folder, Jobs jobs, double width, double height) {
        SettingsFile file = new SettingsFile(folder.resolve("settings.json"));
        preferences = new Preferences(Settings.defaults(), file, jobs, problem -> heard.add(problem.toString()));
        preferences.theme().set(ThemeChoice.LIGHT);
        themes = new Themes(preferences.theme());
        window = new MainWindow(state, preferences, themes, jobs, commands, undo, hints);
        AppPaths paths = new AppPaths(folder, folder, folder, folder, folder);
        window.install(List.of(
                new Plain("explore", "command.shell.jobs", Feather.GRID),
                new Plain("map", "command.shell.palette", Feather.MAP),
                new SettingsScreen(new SettingsViewModel(preferences, paths))));
        window.opener().set(new Opener() {
            @Override
            public void openResults(Path path) {
                heard.add("results " + path);
            }

            @Override
            public void openSample() {
                heard.add("sample");
                state.dataset().set(ShellModelTest.dataset(1));
            }

            @Override
            public void openWorkspace(Path path) {
                heard.add("workspace " + path);
            }
        });
        TextField filter = new TextField();
        filter.setId("filter-field");
        window.filterBar().set(filter);
        window.detail().set(new Label("the query in detail"));
        stage.setScene(window.scene(width, height));
        stage.show();
    }

    private final class Plain implements Screen {
        private final String id;
        private final String titleKey;
        private final Ikon icon;
        private final VBox view;

        Plain(String id, String titleKey, Ikon icon) {
            this.id = id;
            this.titleKey = titleKey;
            this.icon = icon;
            Button button = new Button("Look");
            button.setAccessibleText("Look");
            view = new VBox(button);
            view.setId(id + "-view");
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String titleKey() {
            return titleKey;
        }

        @Override
        public Ikon icon() {
            return icon;
        }

        @Override
        public Node view() {
            return view;
        }

        @Override
        public void shown() {
            heard.add("shown " + id);
        }

        @Override
        public void hidden() {
            heard.add("hidden " + id);
        }
    }
}
