package dev.signalbox.ui.shell;

import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/** One place in the navigation rail. Made cheaply at start; its view is built when it is first shown. */
public interface Screen {
    /** Stable, such as {@code explore}; also the node id of its button in the rail, as {@code rail-explore}. */
    String id();

    /** The key of its name. */
    String titleKey();

    Ikon icon();

    /** The view; the same node on every call. Built on the first call, which must not wait for anything. */
    Node view();

    /** It came to the front. */
    default void shown() {}

    /** Something else came to the front; work for the eyes only should stop. */
    default void hidden() {}

    /** True when it shows nothing without a dataset: the window then offers to open one instead. */
    default boolean needsDataset() {
        return true;
    }

    /** True when the filter bar and the detail pane belong to it. */
    default boolean usesSelection() {
        return true;
    }

    /** True to sit at the foot of the rail, apart from the work. */
    default boolean atFoot() {
        return false;
    }

    /** The window closes. */
    default void close() {}
}
