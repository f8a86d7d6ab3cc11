package dev.signalbox.index;

import dev.signalbox.model.Review;
import java.util.ArrayList;
import java.util.List;

/**
 * What a filter says, apart from how it is written ({@link FilterParser}) and answered ({@link DatasetIndex}).
 * Values, so that equal filters are equal. The text form of any filter parses back to the same filter.
 */
public sealed interface Filter {
    /** Everything. No constant: a field here would need And to be ready before Filter is, and the other way round. */
    static Filter all() {
        return new And(List.of());
    }

    /** A coded field has one of these values; the empty value stands for queries without the field. */
    record Field(String name, List<String> values) implements Filter {
        public Field {
            values = List.copyOf(values);
            if (name.isEmpty() || values.isEmpty()) {
                throw new IllegalArgumentException("A field clause needs a name and a value");
            }
        }

        public Field(String name, String... values) {
            this(name, List.of(values));
        }
    }

    /** How one VLM did. */
    record Relation(Outcome outcome, String vlm) implements Filter {}

    /** The outcomes of one VLM that a relation can ask for. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** No label is known, whether or not there is an output. */
        UNKNOWN,
        /** No output is stored. */
        MISSING
    }

    /** How the VLMs of the dataset did together. */
    record Tally(Quantity quantity) implements Filter {}

    /** How many VLMs are right. Unknown labels count neither as right nor as wrong. */
    enum Quantity {
        /** At least one is right. */
        ANY,
        /** At least one label is known and none is right: all wrong. */
        NONE,
        /** At least one label is known and every known one is right. */
        ALL,
        /** Exactly one is right. */
        ONE
    }

    /** The words occur, next to each other, in the question, an answer, the reference or the key. */
    record Text(String words) implements Filter {
        public Text {
            if (words.isBlank()) {
                throw new IllegalArgumentException("A text clause needs a word");
            }
        }
    }

    /** Whether any label of the query was corrected. */
    record Corrected(boolean yes) implements Filter {}

    /** The query waits for review, was left for later, or is done. */
    record Reviewed(List<Review.State> states) implements Filter {
        public Reviewed {
            states = List.copyOf(states);
            if (states.isEmpty()) {
                throw new IllegalArgumentException("A review clause needs a state");
            }
        }

        public Reviewed(Review.State... states) {
            this(List.of(states));
        }
    }

    /** Whether the query has a picture. */
    record Picture(boolean yes) implements Filter {}

    /** The VLM that the router chose. */
    record Chosen(List<String> vlms) implements Filter {
        public Chosen {
            vlms = List.copyOf(vlms);
            if (vlms.isEmpty()) {
                throw new IllegalArgumentException("A choice clause needs a VLM");
            }
        }
    }

    /** The opposite. */
    record Not(Filter operand) implements Filter {}

    /** Every one of several; of none: everything. */
    record And(List<Filter> operands) implements Filter {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** At least one of several. */
    record Or(List<Filter> operands) implements Filter {
        public Or {
            operands = List.copyOf(operands);
            if (operands.isEmpty()) {
                throw new IllegalArgumentException("A choice needs something to choose from");
            }
        }
    }

    /** All of them, with nested conjunctions opened and single ones unwrapped. */
    static Filter and(List<Filter> operands) {
        List<Filter> flat = new ArrayList<>();
        for (Filter operand : operands) {
            if (operand instanceof And nested) {
                flat.addAll(nested.operands());
            } else {
                flat.add(operand);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new And(flat);
    }

    /** Any of them, with nested choices opened and single ones unwrapped. */
    static Filter or(List<Filter> operands) {
        List<Filter> flat = new ArrayList<>();
        for (Filter operand : operands) {
            if (operand instanceof Or nested) {
                flat.addAll(nested.operands());
            } else {
                flat.add(operand);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Or(flat);
    }

    /** This filter and one more clause. */
    default Filter and(Filter other) {
        return and(List.of(this, other));
    }

    /** The opposite; twice is none. */
    default Filter negated() {
        return this instanceof Not not ? not.operand() : new Not(this);
    }

    /** This filter without its own outermost clauses on a field: what that field's facet counts within. */
    default Filter without(String field) {
        List<Filter> operands = this instanceof And and ? and.operands() : List.of(this);
        return and(operands.stream().filter(clause -> !isOn(clause, field)).toList());
    }

    private static boolean isOn(Filter clause, String field) {
        return switch (clause) {
            case Field own -> own.name().equals(field);
            case Not not -> isOn(not.operand(), field);
            default -> false;
        };
    }

    /** As people write it and as saved filters keep it; {@link FilterParser#parse} reads it back. */
    default String text() {
        return FilterText.write(this);
    }
}
