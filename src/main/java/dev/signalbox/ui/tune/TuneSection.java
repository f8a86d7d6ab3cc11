package dev.signalbox.ui.tune;

import dev.signalbox.model.Scenario;
import javafx.scene.Node;

/** A further page of the Tune screen beside the threshold's: it shows the study in hand from another side. */
public interface TuneSection {
    /** Part of node ids, such as {@code frontier}. */
    String id();

    /** The key of the page's name. */
    String titleKey();

    /**
     * The page, made when it is first shown.
     *
     * @param model the setting in hand, shared with every other page
     */
    Node view(TuneViewModel model);

    /** Whether a saved setting is this page's own rather than the threshold's. */
    default boolean opens(Scenario scenario) {
        return false;
    }

    /** Takes up such a setting, once the page is in front. */
    default void open(Scenario scenario) {
        throw new UnsupportedOperationException(id() + " has no settings of its own");
    }
}
