package dev.signalbox.store;

/** Is shown the questions of a dataset in ordinal order. It may throw to stop. */
@FunctionalInterface
public interface QuestionVisitor {
    void visit(int ordinal, String question);
}
