package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;

/** Right, wrong, or not known. */
public enum Verdict {
    RIGHT("✓"),
    WRONG("✕"),
    UNKNOWN("·");

    private final String glyph;

    Verdict(String glyph) {
        this.glyph = glyph;
    }

    /** One character that says it without colour. */
    public String glyph() {
        return glyph;
    }

    /** The word for it. */
    public String word() {
        return switch (this) {
            case RIGHT -> Messages.text("control.verdict.right");
            case WRONG -> Messages.text("control.verdict.wrong");
            case UNKNOWN -> Messages.text("control.verdict.unknown");
        };
    }

    String styleClass() {
        return switch (this) {
            case RIGHT -> "verdict-right";
            case WRONG -> "verdict-wrong";
            case UNKNOWN -> "verdict-unknown";
        };
    }
}
