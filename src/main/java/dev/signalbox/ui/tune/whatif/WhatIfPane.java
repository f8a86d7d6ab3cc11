package dev.signalbox.ui.tune.whatif;

import dev.signalbox.ui.tune.CardPage;
import java.util.List;

/** The page: what can be dropped, where choices are lost, and how the VLMs complete each other. */
final class WhatIfPane extends CardPage {
    /** @param showExplore brings the queries that are selected to the front */
    WhatIfPane(WhatIfViewModel model, Runnable showExplore) {
        super("whatif", model.front());
        fill(
                List.of(),
                List.of(
                        Place.wide(new RemovalCard(model), 0),
                        Place.wide(new RegretCard(model, showExplore), 1),
                        Place.half(new LevelCard(model), 0, 2),
                        Place.half(new ShapleyCard(model), 1, 2),
                        Place.wide(new RescueCard(model), 3)));
    }
}
