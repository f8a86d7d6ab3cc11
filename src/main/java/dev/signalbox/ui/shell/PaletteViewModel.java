package dev.signalbox.ui.shell;

import dev.signalbox.text.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the palette lists for what was typed: without words the recent commands first, then all; disabled ones never. */
public final class PaletteViewModel {
    /** The command that opens the palette, which does not list itself. */
    static final String PALETTE = "shell.palette";

    private static final int NO_MATCH = Integer.MAX_VALUE;

    private final Commands commands;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<Command> shown = FXCollections.observableArrayList();
    private final ObservableList<Command> shownView = FXCollections.unmodifiableObservableList(shown);

    public PaletteViewModel(Commands commands) {
        this.commands = commands;
        query.addListener((property, old, now) -> refresh());
        refresh();
    }

    private record Ranked(Command command, int rank) {}

    /** Lists anew, since commands become enabled and disabled. */
    public void refresh() {
        String words = query.get().strip().toLowerCase(Locale.ROOT);
        List<String> recent = commands.recent();
        shown.setAll(commands.all().stream()
                .filter(command -> command.enabled().get() && !command.id().equals(PALETTE))
                .map(command -> new Ranked(command, rank(command, words)))
                .filter(ranked -> ranked.rank() != NO_MATCH)
                .sorted(Comparator.comparingInt(Ranked::rank).thenComparingInt(ranked -> recency(recent, ranked)))
                .map(Ranked::command)
                .toList());
    }

    private static int recency(List<String> recent, Ranked ranked) {
        int at = recent.indexOf(ranked.command().id());
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    /** 0 best: starts with the words, a word starts with them, contains them, has their letters in order. */
    private static int rank(Command command, String words) {
        if (words.isEmpty()) {
            return 0;
        }
        String text = command.text().toLowerCase(Locale.ROOT);
        if (text.startsWith(words)) {
            return 0;
        }
        if (text.contains(" " + words)) {
            return 1;
        }
        if (text.contains(words)) {
            return 2;
        }
        String wide = text + " " + Messages.text(command.group()).toLowerCase(Locale.ROOT) + " " + command.id();
        if (wide.contains(words)) {
            return 3;
        }
        return inOrder(text, words) ? 4 : NO_MATCH;
    }

    private static boolean inOrder(String text, String letters) {
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            at = text.indexOf(letters.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }

    public StringProperty query() {
        return query;
    }

    /** Best first. */
    public ObservableList<Command> shown() {
        return shownView;
    }
}
