package dev.signalbox.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report before it has a format.
 *
 * @param title    of the whole
 * @param mark     what has to be known before anything else, such as that the data is simulated; or null
 * @param facts    where it comes from, by name
 * @param blocks   in their order
 */
public record Document(
        String title, String subtitle, @Nullable String mark, List<Fact> facts, List<Block> blocks) {
    public Document {
        facts = List.copyOf(facts);
        blocks = List.copyOf(blocks);
    }

    /** A name with its value. */
    public record Fact(String name, String value) {}

    /** A part. */
    public sealed interface Block permits Section, Paragraph, Notes, Commands, Numbers, Table, Figure {}

    /** A heading. */
    public record Section(String title) implements Block {}

    /** A sentence or more. */
    public record Paragraph(String text) implements Block {}

    /** Sentences that stand for themselves. */
    public record Notes(List<String> texts) implements Block {
        public Notes {
            texts = List.copyOf(texts);
        }
    }

    /** Lines for a command line. */
    public record Commands(List<String> lines) implements Block {
        public Commands {
            lines = List.copyOf(lines);
        }
    }

    /** A few figures that stand out. */
    public record Numbers(List<Shown> shown) implements Block {
        public Numbers {
            shown = List.copyOf(shown);
        }
    }

    /**
     * A figure that stands out.
     *
     * @param value  the figure
     * @param detail what goes with it, such as its interval and its change
     */
    public record Shown(String name, Cell value, String detail) {}
}
