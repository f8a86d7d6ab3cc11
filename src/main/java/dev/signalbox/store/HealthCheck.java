package dev.signalbox.store;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.Projection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for damage in a workspace, for {@code signalbox doctor}. Reads everything once; takes seconds on a large one. */
final class HealthCheck {
    private final Database database;
    private final Workspace workspace;
    private final List<String> problems = new ArrayList<>();

    HealthCheck(Database database, Workspace workspace) {
        this.database = database;
        this.workspace = workspace;
    }

    List<String> problems() {
        if (!attempt(this::pages)) {
            // The rest would only say the same again.
            return problems;
        }
        attempt(this::datasets);
        attempt(this::routers);
        return problems;
    }

    private boolean attempt(Runnable check) {
        int before = problems.size();
        try {
            check.run();
        } catch (UserFacingException e) {
            problems.add(e.getMessage());
        }
        return problems.size() == before;
    }

    private void pages() {
        List<String> found = database.read(session -> session.list("PRAGMA quick_check(20)", row -> row.getString(1)));
        found.stream()
                .filter(line -> !line.equals("ok"))
                .forEach(line -> problems.add(Messages.text("workspace.check.page", line)));
        database.read(session -> session.list("PRAGMA foreign_key_check", row -> row.getString(1)))
                .forEach(table -> problems.add(Messages.text("workspace.check.key", table)));
    }

    private void datasets() {
        for (Dataset dataset : workspace.datasets().list()) {
            attempt(() -> {
                // Compares columns with query and answer rows on the way.
                workspace.datasets().forEachText(dataset.id(), (ordinal, question, reference, answers) -> {});
                workspace.datasets().table(dataset.id());
            });
            if (!Files.isDirectory(dataset.root())) {
                problems.add(Messages.text("workspace.check.root", dataset.name(), dataset.root()));
            }
            for (ScoreSet set : workspace.scores().list(dataset.id())) {
                attempt(() -> workspace.scores().load(set.id()));
                Path vectors = workspace.scores().vectors(set);
                if (Files.exists(vectors)) {
                    attempt(() -> VectorFile.open(vectors).close());
                }
            }
            for (Projection projection : workspace.projections().list(dataset.id())) {
                attempt(() -> workspace.projections().load(projection.id()));
            }
        }
    }

    private void routers() {
        for (RouterInfo router : workspace.routers().list()) {
            if (!Files.exists(router.checkpoint())) {
                problems.add(Messages.text("workspace.check.checkpoint", router.name(), router.checkpoint()));
            }
        }
    }
}
