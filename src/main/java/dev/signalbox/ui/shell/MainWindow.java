package dev.signalbox.ui.shell;

import dev.signalbox.settings.Preferences;
import dev.signalbox.task.Jobs;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The one window: rail left, header with the filter bar on top, the screen in the middle, the detail pane right, the
 * status bar below, and what lies over all of them. Screens are added after it was made, since they speak through its
 * dialogs.
 */
public final class MainWindow {
    public static final double MIN_WIDTH = 1000;
    public static final double MIN_HEIGHT = 640;
    /** Below this width the rail shows icons only, whatever the preference: a screen needs the room more. */
    static final double NARROW = 1200;

    public static final String OPEN_SAMPLE = "open.sample";
    public static final String OPEN_RESULTS = "open.results";

    private final WorkbenchState state;
    private final Preferences preferences;
    private final Themes themes;
    private final Commands commands;
    private final Hints hints;
    private final ObjectProperty<@Nullable Opener> opener = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Screen> current = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Node> detail = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Node> filterBar = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Node> filterRow = new SimpleObjectProperty<>();
    private final BooleanProperty detailOpen = new SimpleBooleanProperty(true);
    private final BooleanProperty detailFull = new SimpleBooleanProperty();
    private final BooleanProperty railCollapsed = new SimpleBooleanProperty();
    private final List<Screen> screens = new ArrayList<>();

    private final Overlays overlays = new Overlays();
    private final Toasts toasts;
    private final Dialogs dialogs;
    private final StatusBar statusBar;
    private final CommandPalette palette;
    private final KeySheet keySheet;
    private final JobsViewModel jobsModel;

    private final BorderPane base = new BorderPane();
    private final Label title = new Label();
    private final StackPane filterSlot = new StackPane();
    private final StackPane filterRowSlot = new StackPane();
    private final StackPane centre = new StackPane();
    private final StackPane detailSlot = new StackPane();
    private final SplitPane split = new SplitPane(centre);
    private final HBox header = new HBox();
    private final StackPane root = new StackPane();
    private double detailAt = 0.68;
    private @Nullable NavigationRail rail;
    private @Nullable Welcome welcome;
    private final EmptyState opening = new EmptyState(Feather.LOADER, Messages.text("explore.opening"), "");

    public MainWindow(
            WorkbenchState state,
            Preferences preferences,
            Themes themes,
            Jobs jobs,
            Commands commands,
            UndoStack undo,
            Hints hints) {
        this.state = state;
        this.preferences = preferences;
        this.themes = themes;
        this.commands = commands;
        this.hints = hints;
        toasts = new Toasts(jobs, commands);
        dialogs = new FxDialogs(overlays, toasts);
        palette = new CommandPalette(commands, overlays);
        keySheet = new KeySheet(commands, overlays);
        jobsModel = new JobsViewModel(jobs);
        statusBar = new StatusBar(state, hints, jobsModel, commands, overlays);
        new ShellCommands(this, undo).register(commands);
        buildHeader();
        centre.setId("centre");
        centre.getStyleClass().add("centre");
        // A wide screen gives way to the detail pane instead of pushing the window over its edge.
        centre.setMinWidth(0);
        detailSlot.setId("detail");
        detailSlot.getStyleClass().add("detail");
        detailSlot.setMinWidth(320);
        split.getStyleClass().add("main-split");
        filterRowSlot.setId("filter-row");
        VBox middle = new VBox(header, filterRowSlot, split);
        VBox.setVgrow(split, Priority.ALWAYS);
        base.setCenter(middle);
        base.setBottom(statusBar);
        root.getStyleClass().add("workbench");
        root.getChildren().addAll(base, toasts, overlays);
        StackPane.setAlignment(toasts, Pos.BOTTOM_RIGHT);
        detail.addListener((property, old, now) -> arrange());
        filterBar.addListener((property, old, now) -> arrange());
        filterRow.addListener((property, old, now) -> arrange());
        detailOpen.addListener((property, old, now) -> arrange());
        detailFull.addListener((property, old, now) -> arrange());
        state.dataset().addListener((property, old, now) -> arrange());
        state.opening().addListener((property, old, now) -> arrange());
        railCollapsed.set(preferences.railCollapsed().get());
        root.widthProperty().addListener((property, old, now) -> {
            boolean narrow = now.doubleValue() < NARROW;
            if (narrow != (old.doubleValue() < NARROW) || old.doubleValue() == 0) {
                railCollapsed.set(narrow || preferences.railCollapsed().get());
            }
        });
        root.setOnDragOver(this::dragOver);
        root.setOnDragDropped(this::dropped);
    }

    private void buildHeader() {
        header.setId("header");
        header.getStyleClass().add("header");
        header.setAlignment(Pos.CENTER_LEFT);
        title.setId("screen-title");
        title.getStyleClass().addAll("title-4", "screen-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        filterSlot.setId("filter-bar");
        filterSlot.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(filterSlot, Priority.ALWAYS);
        Button search = commands.button(PaletteViewModel.PALETTE);
        search.setText(Messages.text("shell.palette.open"));
        search.getStyleClass().addAll("search-button");
        Label cap = new Label(commands.get(PaletteViewModel.PALETTE).keyText());
        cap.getStyleClass().add("key-cap");
        HBox graphic = new HBox(8, new FontIcon(Feather.SEARCH), new Label(Messages.text("shell.palette.open")), cap);
        graphic.setAlignment(Pos.CENTER_LEFT);
        search.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        search.setGraphic(graphic);
        search.setMinWidth(Region.USE_PREF_SIZE);
        header.getChildren()
                .addAll(
                        title,
                        filterSlot,
                        search,
                        new Separator(javafx.geometry.Orientation.VERTICAL),
                        commands.iconButton("edit.undo"),
                        commands.iconButton("edit.redo"),
                        new Separator(javafx.geometry.Orientation.VERTICAL),
                        commands.iconButton("theme.toggle"),
                        commands.iconButton("shell.keys"),
                        commands.iconButton("shell.detail"));
    }

    /** Puts the screens into the rail, in this order, and shows the first that is not at the foot. Call once. */
    public void install(List<Screen> all) {
        screens.addAll(all);
        for (int i = 0; i < screens.size(); i++) {
            Screen screen = screens.get(i);
            Command go =
                    Command.of("go." + screen.id(), screen.titleKey(), screen.icon(), Command.GO, () -> show(screen));
            commands.register(i < 9 ? go.keys("Shortcut+" + (i + 1)) : go);
        }
        Button collapse = commands.iconButton("shell.rail");
        rail = new NavigationRail(
                screens,
                railCollapsed,
                collapse,
                screen -> commands.get("go." + screen.id()).keyText(),
                screen -> commands.run("go." + screen.id()));
        base.setLeft(rail);
        screens.stream().filter(screen -> !screen.atFoot()).findFirst().ifPresent(this::show);
        arrange();
    }

    /** Brings a screen to the front. */
    public void show(Screen screen) {
        Screen old = current.get();
        if (old == screen) {
            return;
        }
        if (old != null) {
            old.hidden();
        }
        Node owner = root.getScene() == null ? null : root.getScene().getFocusOwner();
        boolean within = owner != null && Overlays.inside(owner, centre);
        current.set(screen);
        detailFull.set(false);
        Objects.requireNonNull(rail).mark(screen);
        arrange();
        screen.shown();
        if (within && !Overlays.inside(root.getScene().getFocusOwner(), centre)) {
            // JavaFX would hand the keyboard to the filter field, where the screen's keys are only text.
            if (!Overlays.focusFirst(centre)) {
                centre.requestFocus();
            }
        }
    }

    /** Folds or unfolds the rail. In a narrow window that holds until its width changes and is not remembered. */
    void flipRail() {
        railCollapsed.set(!railCollapsed.get());
        if (root.getWidth() >= NARROW) {
            preferences.railCollapsed().set(railCollapsed.get());
        }
    }

    /** Puts every part where the current state wants it. */
    private void arrange() {
        Screen screen = current.get();
        boolean blank =
                screen == null || (screen.needsDataset() && state.dataset().get() == null);
        title.setText(screen == null ? "" : Messages.text(screen.titleKey()));
        boolean selecting = screen != null && !blank && screen.usesSelection();
        put(filterSlot, selecting ? filterBar.get() : null);
        put(filterRowSlot, selecting ? filterRow.get() : null);
        filterRowSlot.setManaged(!filterRowSlot.getChildren().isEmpty());
        Node pane = detail.get();
        boolean full = selecting && pane != null && detailFull.get();
        boolean withDetail = selecting && pane != null && detailOpen.get() && !full;
        put(detailSlot, full ? null : pane);
        put(centre, full ? pane : !blank ? screen.view() : state.opening().get() ? opening : welcome());
        boolean had = split.getItems().contains(detailSlot);
        if (had && !withDetail) {
            detailAt = split.getDividerPositions()[0];
            split.getItems().remove(detailSlot);
        }
        if (withDetail && !had) {
            split.getItems().add(detailSlot);
            split.setDividerPositions(detailAt);
            SplitPane.setResizableWithParent(detailSlot, false);
        }
    }

    /** Leaves a node that is there already as it is, since taking it out would cost it the keyboard. */
    private static void put(StackPane slot, @Nullable Node node) {
        if (node == null) {
            slot.getChildren().clear();
        } else if (slot.getChildren().size() != 1 || slot.getChildren().getFirst() != node) {
            slot.getChildren().setAll(node);
        }
    }

    private Welcome welcome() {
        if (welcome == null) {
            welcome = new Welcome(commands);
        }
        return welcome;
    }

    /** The scene of this window, dressed and listening for keys. */
    public Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        root.requestFocus(); // nothing is asked of the person yet; Tab and F6 go on from here
        themes.dress(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && overlays.closeTop()) {
                event.consume();
            }
        });
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!overlays.open().get() || ShellCommands.overlayToggle(event, commands)) {
                commands.handle(event);
            }
        });
        // A typed character, not a key: “?” lies elsewhere on every keyboard.
        scene.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if ("?".equals(event.getCharacter()) && !(event.getTarget() instanceof TextInputControl)) {
                commands.run("shell.keys");
            }
        });
        return scene;
    }

    private void dragOver(DragEvent event) {
        Opener target = opener.get();
        if (target != null && event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
    }

    private void dropped(DragEvent event) {
        Opener target = opener.get();
        List<File> files = event.getDragboard().getFiles();
        if (target != null && !files.isEmpty()) {
            event.setDropCompleted(true);
            target.openResults(files.getFirst().toPath());
        }
    }

    /** Moves the keyboard to the next part of the window that can take it. */
    void nextArea(int step) {
        List<Node> areas = new ArrayList<>();
        if (rail != null) {
            areas.add(rail);
        }
        areas.add(header);
        areas.add(centre);
        if (split.getItems().contains(detailSlot)) {
            areas.add(detailSlot);
        }
        areas.add(statusBar);
        Node owner = root.getScene().getFocusOwner();
        int at = -1;
        for (int i = 0; i < areas.size() && owner != null; i++) {
            if (Overlays.inside(owner, areas.get(i))) {
                at = i;
            }
        }
        for (int i = 1; i <= areas.size(); i++) {
            Node area = areas.get(Math.floorMod(at + i * step, areas.size()));
            if (Overlays.focusFirst(area)) {
                return;
            }
        }
    }

    /** Ends what the window listens to. */
    public void close() {
        screens.forEach(Screen::close);
        jobsModel.close();
    }

    /** What lies over the window, for sheets that dialogs do not know. */
    public Overlays overlays() {
        return overlays;
    }

    public Dialogs dialogs() {
        return dialogs;
    }

    /** Who brings data in; while it is null, opening is disabled. */
    public ObjectProperty<@Nullable Opener> opener() {
        return opener;
    }

    /** The screen in front. */
    public ObjectProperty<@Nullable Screen> current() {
        return current;
    }

    /** What the detail pane shows on screens that use the selection, or null. */
    public ObjectProperty<@Nullable Node> detail() {
        return detail;
    }

    public BooleanProperty detailOpen() {
        return detailOpen;
    }

    /** True while the detail pane has the whole middle to itself; the screen comes back when it is false. */
    public BooleanProperty detailFull() {
        return detailFull;
    }

    /** What stands below the header on screens that use the selection, or null. */
    public ObjectProperty<@Nullable Node> filterRow() {
        return filterRow;
    }

    /** What the header shows on screens that use the selection, or null. */
    public ObjectProperty<@Nullable Node> filterBar() {
        return filterBar;
    }

    public List<Screen> screens() {
        return List.copyOf(screens);
    }

    public Hints hints() {
        return hints;
    }

    CommandPalette palette() {
        return palette;
    }

    KeySheet keySheet() {
        return keySheet;
    }

    StatusBar statusBar() {
        return statusBar;
    }

    Preferences preferences() {
        return preferences;
    }

    Themes themes() {
        return themes;
    }

    Scene currentScene() {
        return root.getScene();
    }
}
