package dev.signalbox.ui.map;

import dev.signalbox.text.Messages;

/** What the points' colours tell. */
sealed interface ColourBy {
    /** For people. */
    String title();

    /** True when it needs a router’s scores. */
    default boolean needsScores() {
        return false;
    }

    /** A coded field of the dataset. */
    record Field(String name) implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.field", name);
        }
    }

    /** The VLM of a pair. */
    record PairVlm() implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.pair.vlm");
        }
    }

    /** Whether the VLM of a pair is right. */
    record PairVerdict() implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.pair.verdict");
        }
    }

    /** How sure the router is of the VLM of a pair. */
    record PairConfidence() implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.pair.confidence");
        }

        @Override
        public boolean needsScores() {
            return true;
        }
    }

    /** Whether a VLM is right. */
    record Verdict(int column, String vlm) implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.verdict", vlm);
        }
    }

    /** How many VLMs are right. */
    record Solved() implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.solved");
        }
    }

    /** Which expert the gate weighs most. */
    record Expert() implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.expert");
        }

        @Override
        public boolean needsScores() {
            return true;
        }
    }

    /** Which VLM the router chooses. */
    record Chosen() implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.chosen");
        }

        @Override
        public boolean needsScores() {
            return true;
        }
    }

    /** Whether the router’s choice is right, or was avoidably or unavoidably wrong. */
    record Regret() implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.regret");
        }

        @Override
        public boolean needsScores() {
            return true;
        }
    }

    /** How sure the router is of one VLM. */
    record OfVlm(int column, String vlm) implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.vlm", vlm);
        }

        @Override
        public boolean needsScores() {
            return true;
        }
    }

    /** The router’s highest confidence. */
    record Confidence() implements ColourBy {
        @Override
        public String title() {
            return Messages.text("map.by.confidence");
        }

        @Override
        public boolean needsScores() {
            return true;
        }
    }
}
