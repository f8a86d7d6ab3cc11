package dev.signalbox.importing;

import dev.signalbox.importing.Problem.Severity;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.text.UserFacingException;
import java.util.List;

/**
 * The result of a dry run: what would come in, and every problem found, errors first. At most
 * {@link Problems#KEPT} problems are kept word by word; the rest are counted by kind.
 *
 * @param draft what was read without error; to be stored only when {@link #importable()}
 */
public record ImportPlan(DatasetDraft draft, List<Problem> problems) {
    public ImportPlan {
        problems = List.copyOf(problems);
    }

    /** True when no problem is an error. */
    public boolean importable() {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /**
     * The draft, to be stored: all of it or nothing.
     *
     * @throws UserFacingException ({@code import.refused}) naming the first error when this is not importable
     */
    public DatasetDraft checkedDraft() {
        for (Problem problem : problems) {
            if (problem.severity() == Severity.ERROR) {
                throw new UserFacingException("import.refused", problem.where(), problem.message());
            }
        }
        return draft;
    }
}
