package dev.signalbox.ui.control;

import javafx.geometry.NodeOrientation;

/** Finds the base direction of a text by its first strong character (Unicode UAX #9, rules P2 and P3). */
public final class TextDirection {
    private TextDirection() {}

    /** The direction to lay a text out in; left to right when it has no strong character. */
    public static NodeOrientation of(String text) {
        int isolates = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            switch (Character.getDirectionality(point)) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                        Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                        Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE -> isolates++;
                case Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> isolates = Math.max(0, isolates - 1);
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    if (isolates == 0) {
                        return NodeOrientation.LEFT_TO_RIGHT;
                    }
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    if (isolates == 0) {
                        return NodeOrientation.RIGHT_TO_LEFT;
                    }
                }
                case Character.DIRECTIONALITY_PARAGRAPH_SEPARATOR -> isolates = 0;
                default -> {
                    // Digits, spaces and punctuation take the direction of what surrounds them.
                }
            }
        }
        return NodeOrientation.LEFT_TO_RIGHT;
    }
}
