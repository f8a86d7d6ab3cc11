package dev.signalbox.ui.explore;

import dev.signalbox.ui.control.FacetList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The column of facets: VLMs first, then relations, the router’s choices, every field, the state of labels. */
final class FacetColumn extends ScrollPane {
    private final ExploreViewModel model;
    private final VBox body = new VBox();
    private final VlmFacet vlms;
    private final Map<String, FacetList> lists = new LinkedHashMap<>();
    private final Map<String, Facet.Group> groups = new LinkedHashMap<>();

    FacetColumn(ExploreViewModel model) {
        this.model = model;
        setId("facets");
        getStyleClass().addAll("facet-column", "edge-to-edge");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        body.getStyleClass().add("facet-column-body");
        vlms = new VlmFacet(model);
        setContent(body);
        model.facets().addListener((property, old, now) -> show(now));
        show(model.facets().get());
    }

    private void show(Facets facets) {
        vlms.show(facets.vlms());
        groups.clear();
        List<Node> nodes = new ArrayList<>();
        if (!facets.vlms().isEmpty()) {
            nodes.add(vlms);
        }
        for (Facet.Group group : facets.groups()) {
            groups.put(group.id(), group);
            FacetList list = lists.computeIfAbsent(group.id(), id -> list(group));
            list.setItems(group.facets().stream()
                    .map(facet -> new FacetList.FacetItem(facet.label(), facet.count(), facet.total(), facet.on()))
                    .toList());
            nodes.add(list);
        }
        if (!body.getChildren().equals(nodes)) {
            body.getChildren().setAll(nodes);
        }
    }

    /** The newest state of a group that is shown. */
    private Facet.Group group(String id) {
        return Objects.requireNonNull(groups.get(id), id);
    }

    private FacetList list(Facet.Group first) {
        String id = first.id();
        FacetList list = new FacetList(first.title());
        list.setId("facet-" + id);
        list.setOnToggle(item -> group(id).facets().stream()
                .filter(facet -> facet.label().equals(item.value()))
                .findFirst()
                .ifPresent(facet -> model.change(facet.flip())));
        list.setOnClear(() -> model.change(group(id).clear()));
        return list;
    }
}
