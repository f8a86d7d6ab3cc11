package dev.signalbox.ui.filter;

import dev.signalbox.index.Filter;
import dev.signalbox.model.Review;
import dev.signalbox.model.SavedFilter;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Dialogs;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Below the header: how many pass, the clauses one by one, what is wrong with the rule, relations, saved rules. */
public final class FilterRow extends HBox {
    private final FilterBarViewModel model;
    private final Dialogs dialogs;
    private final Label count = new Label();
    private final Label searching = new Label(Messages.text("filterbar.searching"));
    private final Label problem = new Label();
    private final HBox chips = new HBox();
    private final MenuButton relations;
    private final MenuButton saved;

    public FilterRow(FilterBarViewModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        getStyleClass().add("filter-row");
        setAlignment(Pos.CENTER_LEFT);
        count.setId("filter-count");
        count.getStyleClass().add("filter-count");
        count.textProperty().bind(model.count());
        count.setMinWidth(USE_PREF_SIZE);
        searching.setId("filter-searching");
        searching.getStyleClass().add("text-muted");
        searching.setMinWidth(USE_PREF_SIZE);
        searching.visibleProperty().bind(model.searching());
        searching.managedProperty().bind(searching.visibleProperty());
        problem.setId("filter-problem");
        problem.getStyleClass().add("filter-problem");
        problem.setGraphic(new FontIcon(Feather.ALERT_CIRCLE));
        problem.textProperty().bind(model.problem());
        problem.visibleProperty().bind(model.problem().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.problem());
        problem.setTooltip(whole);
        chips.setId("filter-chips");
        chips.getStyleClass().add("filter-chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        ScrollPane strip = new ScrollPane(chips);
        strip.getStyleClass().addAll("edge-to-edge", "filter-strip");
        strip.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        strip.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        strip.setFitToHeight(true);
        strip.setFocusTraversable(false);
        strip.setMinWidth(0);
        strip.setOnScroll(e -> strip.setHvalue(strip.getHvalue() - (e.getDeltaY() + e.getDeltaX()) / 400));
        HBox.setHgrow(strip, Priority.ALWAYS);
        relations = menu(
                "filter-relations",
                Messages.text("filterbar.relations"),
                Messages.text("filterbar.relations.help"),
                Feather.GIT_PULL_REQUEST);
        relations.setOnShowing(e -> relations.getItems().setAll(relationItems()));
        relations.getItems().setAll(relationItems());
        saved = menu(
                "filter-saved",
                Messages.text("filterbar.saved"),
                Messages.text("filterbar.saved.help"),
                Feather.BOOKMARK);
        model.saved().addListener((ListChangeListener<SavedFilter>) change -> fillSaved());
        model.clauses().addListener((property, old, now) -> {
            fillChips();
            fillSaved();
        });
        model.chosen().addListener((property, old, now) -> fillChips());
        fillChips();
        fillSaved();
        getChildren().addAll(count, searching, problem, strip, relations, saved);
    }

    private static MenuButton menu(String id, String text, String help, Feather icon) {
        MenuButton button = new MenuButton(text, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(help));
        return button;
    }

    private void fillChips() {
        List<Node> nodes = new ArrayList<>();
        Integer chosen = model.chosen().get();
        if (chosen != null) {
            nodes.add(chip("chip-map", Messages.text("filterbar.chosen", chosen), Feather.MAP, model::clearChosen));
        }
        int number = 0;
        for (Filter clause : model.clauses().get()) {
            nodes.add(chip("chip-" + number++, clause.text(), null, () -> model.remove(clause)));
        }
        if (!nodes.isEmpty()) {
            Button all = new Button(Messages.text("filterbar.clear.all"));
            all.setId("filter-clear-all");
            all.getStyleClass().addAll("flat", "small", "facet-link");
            all.setOnAction(e -> model.clear());
            nodes.add(all);
        }
        chips.getChildren().setAll(nodes);
    }

    private static Node chip(String id, String text, @org.jspecify.annotations.Nullable Feather icon, Runnable remove) {
        Label label = new Label(text);
        label.setMaxWidth(280);
        label.setTooltip(new Tooltip(text));
        if (icon != null) {
            label.setGraphic(new FontIcon(icon));
        }
        Button gone = new Button(null, new FontIcon(Feather.X));
        gone.setId(id);
        gone.getStyleClass().addAll("flat", "button-icon", "chip-remove");
        gone.setAccessibleText(Messages.text("filterbar.chip.remove", text));
        gone.setTooltip(new Tooltip(Messages.text("filterbar.chip.remove", text)));
        gone.setOnAction(e -> remove.run());
        HBox chip = new HBox(label, gone);
        chip.getStyleClass().add("chip");
        chip.setAlignment(Pos.CENTER_LEFT);
        return chip;
    }

    private List<MenuItem> relationItems() {
        List<MenuItem> items = new ArrayList<>();
        items.add(item("filterbar.tally.any", new Filter.Tally(Filter.Quantity.ANY)));
        items.add(item("filterbar.tally.one", new Filter.Tally(Filter.Quantity.ONE)));
        items.add(item("filterbar.tally.none", new Filter.Tally(Filter.Quantity.NONE)));
        items.add(item("filterbar.tally.all", new Filter.Tally(Filter.Quantity.ALL)));
        items.add(item("filterbar.corrected", new Filter.Corrected(true)));
        items.add(item("filterbar.review", new Filter.Reviewed(Review.State.OPEN, Review.State.SKIPPED)));
        items.add(new SeparatorMenuItem());
        for (String vlm : model.vlms()) {
            Filter right = new Filter.Relation(Filter.Outcome.RIGHT, vlm);
            Filter wrong = new Filter.Relation(Filter.Outcome.WRONG, vlm);
            Menu menu = new Menu(vlm);
            menu.setMnemonicParsing(false);
            menu.getItems()
                    .setAll(
                            add("filterbar.vlm.wrong.any", wrong.and(new Filter.Tally(Filter.Quantity.ANY))),
                            add("filterbar.vlm.right.one", right.and(new Filter.Tally(Filter.Quantity.ONE))),
                            item("filterbar.vlm.right", right),
                            item("filterbar.vlm.wrong", wrong),
                            item("filterbar.vlm.unknown", new Filter.Relation(Filter.Outcome.UNKNOWN, vlm)),
                            item("filterbar.vlm.missing", new Filter.Relation(Filter.Outcome.MISSING, vlm)));
            items.add(menu);
        }
        return items;
    }

    private MenuItem item(String key, Filter clause) {
        CheckMenuItem item = new CheckMenuItem(Messages.text(key));
        item.setSelected(model.clauses().get().contains(clause));
        item.setOnAction(e -> model.toggle(clause));
        return item;
    }

    private MenuItem add(String key, Filter clauses) {
        MenuItem item = new MenuItem(Messages.text(key));
        item.setOnAction(e -> model.add(clauses));
        return item;
    }

    private void fillSaved() {
        List<MenuItem> items = new ArrayList<>();
        MenuItem save = new MenuItem(Messages.text("filterbar.save"), new FontIcon(Feather.PLUS));
        save.setId("filter-save");
        save.setDisable(model.clauses().get().isEmpty() || !model.writable());
        save.setOnAction(e -> save());
        items.add(save);
        if (!model.saved().isEmpty()) {
            items.add(new SeparatorMenuItem());
            Menu delete = new Menu(Messages.text("filterbar.delete"), new FontIcon(Feather.TRASH_2));
            delete.setDisable(!model.writable());
            for (SavedFilter filter : model.saved()) {
                MenuItem apply = new MenuItem(filter.name());
                apply.setMnemonicParsing(false);
                apply.setOnAction(e -> model.apply(filter));
                items.add(apply);
                MenuItem remove = new MenuItem(filter.name());
                remove.setMnemonicParsing(false);
                remove.setOnAction(e -> model.delete(filter));
                delete.getItems().add(remove);
            }
            items.add(new SeparatorMenuItem());
            items.add(delete);
        }
        saved.getItems().setAll(items);
    }

    /** Asks for a name and keeps the rule. */
    public void save() {
        if (model.writable() && !model.clauses().get().isEmpty()) {
            dialogs.ask(Messages.text("filterbar.save.title"), Messages.text("filterbar.save.prompt"), "")
                    .filter(name -> !name.isBlank())
                    .ifPresent(model::save);
        }
    }
}
