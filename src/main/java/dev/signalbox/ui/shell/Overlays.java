package dev.signalbox.ui.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * What lies over the window: palette, sheets, dialogs, panels. The top one keeps the keyboard until it closes; the
 * focus then goes back to where it was. For the UI thread.
 */
public final class Overlays extends StackPane {
    private final Deque<Layer> layers = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();

    private record Layer(
            Region content, Node holder, @Nullable Node before, Runnable onClose) {}

    public Overlays() {
        setPickOnBounds(false);
        sceneProperty().addListener((property, old, scene) -> {
            if (scene != null) {
                scene.focusOwnerProperty().addListener((p, before, now) -> keepFocus(before, now));
            }
        });
    }

    /** Shows something in the middle over a dimmed window. A click beside it closes it. */
    public void show(Region content, Pos where, Runnable onClose) {
        StackPane scrim = new StackPane(content);
        scrim.getStyleClass().add("scrim");
        scrim.setOnMousePressed(event -> {
            if (event.getTarget() == scrim) {
                close(content);
            }
        });
        add(content, scrim, where, onClose);
    }

    /** Shows a panel without dimming; a click beside it closes it. */
    public void showPanel(Region content, Pos where, Runnable onClose) {
        StackPane holder = new StackPane(content);
        holder.setOnMousePressed(event -> {
            if (event.getTarget() == holder) {
                close(content);
            }
        });
        add(content, holder, where, onClose);
    }

    private void add(Region content, StackPane holder, Pos where, Runnable onClose) {
        content.setMaxSize(
                content.getMaxWidth() == Double.MAX_VALUE ? Double.MAX_VALUE : Region.USE_PREF_SIZE,
                Region.USE_PREF_SIZE);
        StackPane.setAlignment(content, where);
        content.getStyleClass().add("overlay");
        Node before = getScene() == null ? null : getScene().getFocusOwner();
        layers.push(new Layer(content, holder, before, onClose));
        getChildren().add(holder);
        open.set(true);
        holder.applyCss();
        focusFirst(content);
    }

    /** Closes one that is open; nothing happens when it is not. */
    public void close(Region content) {
        layers.stream().filter(layer -> layer.content() == content).findFirst().ifPresent(this::close);
    }

    /** Closes the top one; false when none is open. */
    public boolean closeTop() {
        Layer top = layers.peek();
        if (top != null) {
            close(top);
        }
        return top != null;
    }

    private void close(Layer layer) {
        layers.remove(layer);
        getChildren().remove(layer.holder());
        open.set(!layers.isEmpty());
        Node before = layer.before();
        if (before != null && before.getScene() == getScene()) {
            before.requestFocus();
        }
        layer.onClose().run();
    }

    private void keepFocus(@Nullable Node before, @Nullable Node now) {
        Layer top = layers.peek();
        if (top == null || now == null || inside(now, top.content())) {
            return;
        }
        if (before != null && before.getScene() == getScene() && inside(before, top.content())) {
            before.requestFocus();
        } else {
            focusFirst(top.content());
        }
    }

    static boolean inside(Node node, Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    /** Gives the focus to the first node below that takes it; false when none does. */
    static boolean focusFirst(Node node) {
        Optional<Node> first = firstFocusable(node);
        first.ifPresent(Node::requestFocus);
        return first.isPresent();
    }

    private static Optional<Node> firstFocusable(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        if (node instanceof Parent parent) {
            return parent.getChildrenUnmodifiable().stream()
                    .map(Overlays::firstFocusable)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    public ReadOnlyBooleanProperty open() {
        return open.getReadOnlyProperty();
    }

    boolean isOpen(Region content) {
        return layers.stream().anyMatch(layer -> layer.content() == content);
    }
}
