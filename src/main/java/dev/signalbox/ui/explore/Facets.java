package dev.signalbox.ui.explore;

import dev.signalbox.index.Clauses;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.FacetCount;
import dev.signalbox.index.Filter;
import dev.signalbox.index.RelationCounts;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Everything that the left column shows, counted at once and off the UI thread. Each group is counted within the rule
 * without its own clauses and among the queries chosen on the map, if any.
 *
 * @param vlms   one row per VLM, in the dataset’s order
 * @param groups in the order in which they are listed
 */
record Facets(List<Facet.VlmRow> vlms, List<Facet.Group> groups) {
    private static final int ALWAYS_SEEN = 8;
    static final Facets NONE = new Facets(List.of(), List.of());

    Facets {
        vlms = List.copyOf(vlms);
        groups = List.copyOf(groups);
    }

    /** @param within the queries chosen on the map, or all */
    static Facets of(DatasetIndex index, Filter rule, Selection within, boolean choices, Progress progress) {
        return new Counting(index, Clauses.of(rule), within, progress).all(choices);
    }

    private record Counting(DatasetIndex index, Clauses clauses, Selection within, Progress progress) {
        Facets all(boolean choices) {
            Selection everything = Selection.all(index.size());
            List<Facet.Group> groups = new ArrayList<>();
            groups.add(tallies(everything));
            if (choices) {
                groups.add(choices());
            }
            for (String field : index.table().fields().keySet()) {
                groups.add(field(field, everything));
            }
            groups.add(state(everything));
            return new Facets(vlms(), groups);
        }

        private Selection without(Predicate<Filter> own) {
            return index.filter(clauses.without(own).filter(), progress).and(within);
        }

        private List<Facet.VlmRow> vlms() {
            List<Facet.VlmRow> rows = new ArrayList<>();
            List<RelationCounts.PerVlm> all =
                    index.relations(without(clause -> false)).vlms();
            for (int k = 0; k < all.size(); k++) {
                Vlm vlm = index.table().dataset().vlms().get(k);
                Filter right = new Filter.Relation(Filter.Outcome.RIGHT, vlm.id());
                Filter wrong = new Filter.Relation(Filter.Outcome.WRONG, vlm.id());
                RelationCounts.PerVlm counts = all.get(k);
                if (clauses.has(right) || clauses.has(wrong)) {
                    counts = index.relations(without(clause -> clause.equals(right) || clause.equals(wrong)))
                            .vlms()
                            .get(k);
                }
                rows.add(new Facet.VlmRow(
                        vlm.id(),
                        vlm.pool() == Pool.PAID,
                        counts.right(),
                        counts.wrong(),
                        clauses.has(right),
                        clauses.has(wrong)));
            }
            return rows;
        }

        private Facet.Group tallies(Selection everything) {
            Predicate<Filter> own = Filter.Tally.class::isInstance;
            RelationCounts some = index.relations(without(own));
            RelationCounts whole = index.relations(everything);
            List<Facet> facets = List.of(
                    tally("explore.tally.any", Filter.Quantity.ANY, some.any(), whole.any()),
                    tally("explore.tally.one", Filter.Quantity.ONE, some.one(), whole.one()),
                    tally("explore.tally.all", Filter.Quantity.ALL, some.all(), whole.all()),
                    tally("explore.tally.none", Filter.Quantity.NONE, some.none(), whole.none()));
            return new Facet.Group("tally", Messages.text("explore.tally"), facets, rule -> rule.without(own));
        }

        private Facet tally(String key, Filter.Quantity quantity, int count, int total) {
            Filter clause = new Filter.Tally(quantity);
            // They overlap, so that one at a time is asked for.
            return new Facet(
                    Messages.text(key),
                    count,
                    total,
                    clauses.has(clause),
                    rule -> rule.replacing(Filter.Tally.class::isInstance, rule.has(clause) ? null : clause));
        }

        private Facet.Group choices() {
            Predicate<Filter> own = Filter.Chosen.class::isInstance;
            Selection within = without(own);
            List<Facet> facets = new ArrayList<>();
            for (Vlm vlm : index.table().dataset().vlms()) {
                Selection chosen = index.filter(new Filter.Chosen(List.of(vlm.id())), progress);
                facets.add(new Facet(
                        vlm.id(),
                        chosen.and(within).size(),
                        chosen.size(),
                        clauses.choices().contains(vlm.id()),
                        rule -> rule.toggledChoice(vlm.id())));
            }
            return new Facet.Group("chosen", Messages.text("explore.chosen"), facets, rule -> rule.without(own));
        }

        private Facet.Group field(String field, Selection everything) {
            Predicate<Filter> own =
                    clause -> clause instanceof Filter.Field on && on.name().equals(field);
            Map<String, Integer> totals = new HashMap<>();
            index.facet(field, everything).forEach(fact -> totals.put(fact.value(), fact.count()));
            List<String> wanted = clauses.values(field);
            List<Facet> facets = new ArrayList<>();
            int first = 0;
            for (FacetCount fact : index.facet(field, without(own))) {
                boolean on = wanted.contains(fact.value());
                Facet facet = new Facet(
                        fact.value().isEmpty() ? Messages.text("explore.absent") : fact.value(),
                        fact.count(),
                        totals.getOrDefault(fact.value(), fact.count()),
                        on,
                        rule -> rule.toggledValue(field, fact.value()));
                if (on && facets.size() >= ALWAYS_SEEN) {
                    facets.add(first++, facet); // what is asked for is never folded away
                } else {
                    facets.add(facet);
                }
            }
            return new Facet.Group("field-" + field, field, facets, rule -> rule.without(own));
        }

        private Facet.Group state(Selection everything) {
            List<Facet> facets = List.of(
                    state("explore.state.corrected", new Filter.Corrected(true), everything),
                    state("explore.state.picture", new Filter.Picture(true), everything),
                    state("explore.state.text", new Filter.Picture(false), everything));
            return new Facet.Group(
                    "state",
                    Messages.text("explore.state"),
                    facets,
                    rule -> rule.without(
                            clause -> clause instanceof Filter.Corrected || clause instanceof Filter.Picture));
        }

        private Facet state(String key, Filter clause, Selection everything) {
            Selection matching = index.filter(clause, progress);
            return new Facet(
                    Messages.text(key),
                    matching.and(without(other -> other.getClass().equals(clause.getClass())))
                            .size(),
                    matching.and(everything).size(),
                    clauses.has(clause),
                    rule -> rule.replacing(
                            other -> other.getClass().equals(clause.getClass()), rule.has(clause) ? null : clause));
        }
    }
}
