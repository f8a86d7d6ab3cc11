package dev.signalbox.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is shown the texts of a dataset, query by query in ordinal order, as imported. It may throw to stop. */
@FunctionalInterface
public interface TextVisitor {
    /**
     * One query.
     *
     * @param answers one per VLM in column order, null where the VLM has no output
     */
    void visit(int ordinal, String question, @Nullable String reference, List<@Nullable String> answers);
}
