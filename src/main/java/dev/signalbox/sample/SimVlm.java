package dev.signalbox.sample;

import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.Vlm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fictional VLM. No real model is credited with simulated answers: every name starts with {@code sim-}.
 *
 * @param vlm         its name, profile sentence, pool and price
 * @param expert      probability of a right answer where it is the specialist
 * @param elsewhere   probability of a right answer anywhere else
 * @param manner      how it words what it gets wrong
 * @param firstToken  seconds until it starts to answer, at the median
 * @param tokenRate   output tokens per second
 * @param imageTokens input tokens that it counts for one picture
 */
record SimVlm(
        Vlm vlm, double expert, double elsewhere, Manner manner, double firstToken, double tokenRate, int imageTokens) {

    /** How a VLM words answers that are not an exact match. */
    enum Manner {
        TERSE,
        LABELLED,
        SENTENCE,
        HEDGING,
        STRUCTURED,
        EXPLAINING,
        REASONING
    }

    /** In the order of the columns of every table: the four free ones, then the three paid ones. */
    static final List<SimVlm> ALL = List.of(
            free(
                    "sim-acorn-2b",
                    "Sim Acorn 2B has 2.1 billion parameters; architecture small decoder with pixel shuffle; "
                            + "language model Twig 1.6B; vision encoder Lens-S 93M.",
                    0.90,
                    0.26,
                    Manner.TERSE,
                    0.35,
                    95,
                    81),
            free(
                    "sim-brook-7b",
                    "Sim Brook 7B has 7.4 billion parameters; architecture MLP projector over native resolution tiles; "
                            + "language model Stream 6.7B; vision encoder River ViT 600M.",
                    0.91,
                    0.30,
                    Manner.LABELLED,
                    0.7,
                    48,
                    340),
            free(
                    "sim-cedar-8b",
                    "Sim Cedar 8B has 8.0 billion parameters; architecture perceiver resampler; "
                            + "language model Forest 7B; vision encoder Bark SigLIP-like 400M.",
                    0.91,
                    0.32,
                    Manner.SENTENCE,
                    0.8,
                    42,
                    128),
            free(
                    "sim-dune-11b",
                    "Sim Dune 11B has 10.9 billion parameters; architecture cross-attention adapter; "
                            + "multilingual language model Sand 8.2B; vision encoder Mirage ViT-H 850M.",
                    0.91,
                    0.34,
                    Manner.HEDGING,
                    1.1,
                    33,
                    1601),
            paid(
                    "sim-ember-pro",
                    "Sim Ember Pro has an unknown number of parameters; architecture closed omni-modal transformer; "
                            + "language model unknown; vision encoder unknown, served by Hearth.",
                    0.92,
                    0.40,
                    Manner.EXPLAINING,
                    0.9,
                    70,
                    425,
                    new Price(2.5, 10, 0)),
            paid(
                    "sim-fjord-flash",
                    "Sim Fjord Flash has an unknown number of parameters; architecture distilled sparse mixture;"
                            + " language model unknown, tuned for East Asian text; vision encoder unknown, served by"
                            + " Northsea.",
                    0.91,
                    0.36,
                    Manner.STRUCTURED,
                    0.45,
                    160,
                    258,
                    new Price(0.08, 0.32, 0.00002)),
            paid(
                    "sim-glacier-max",
                    "Sim Glacier Max has an unknown number of parameters; architecture closed reasoning transformer; "
                            + "language model unknown; vision encoder unknown, served by Polar.",
                    0.92,
                    0.42,
                    Manner.REASONING,
                    1.6,
                    58,
                    512,
                    new Price(3, 15, 0.0004)));

    String id() {
        return vlm.id();
    }

    private static SimVlm free(
            String id,
            String profile,
            double expert,
            double elsewhere,
            Manner manner,
            double firstToken,
            double tokenRate,
            int imageTokens) {
        return of(id, profile, Pool.FREE, expert, elsewhere, manner, firstToken, tokenRate, imageTokens, null);
    }

    private static SimVlm paid(
            String id,
            String profile,
            double expert,
            double elsewhere,
            Manner manner,
            double firstToken,
            double tokenRate,
            int imageTokens,
            Price price) {
        return of(id, profile, Pool.PAID, expert, elsewhere, manner, firstToken, tokenRate, imageTokens, price);
    }

    private static SimVlm of(
            String id,
            String profile,
            Pool pool,
            double expert,
            double elsewhere,
            Manner manner,
            double firstToken,
            double tokenRate,
            int imageTokens,
            @Nullable Price price) {
        Vlm vlm = new Vlm(id, profile, pool, price);
        return new SimVlm(vlm, expert, elsewhere, manner, firstToken, tokenRate, imageTokens);
    }
}
