package dev.signalbox.ui.tune;

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
}
