package dev.signalbox.ui.shell;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * Why something is not as a person expects: “the filter hides 412”, “no GPU: CPU”.
 *
 * @param when   true while it holds
 * @param text   what it says
 * @param remedy the command that changes it, or null
 */
public record Hint(
        ObservableBooleanValue when,
        ObservableValue<String> text,
        @Nullable Command remedy) {}
