package dev.signalbox.evaluation.frontier;

import java.util.ArrayList;
import java.util.List;

/**
 * The curves that a study holds against each other, always in this order: the cascade over tau, the policy of each router over
 * lambda, the single VLMs that the zero router mixes.
 *
 * @param all     every setting
 * @param thinned those of a curve that no other of its own beats
 */
public record ComparedCurves(List<ByCost> all, List<Points> thinned) {
    public ComparedCurves {
        all = List.copyOf(all);
        thinned = List.copyOf(thinned);
    }

    public static ComparedCurves of(CascadeFrontier cascade, List<LambdaFrontier> routers, References references) {
        List<ByCost> all = new ArrayList<>();
        all.add(cascade.byCost());
        routers.forEach(router -> all.add(router.byCost()));
        all.add(references.points().byCost());
        return new ComparedCurves(all, all.stream().map(ByCost::pareto).toList());
    }

    /** How far each lies from the frontier that they all make, in their order. */
    public double[] distances() {
        return thinned.stream().mapToDouble(ParetoDistance.of(thinned)::mean).toArray();
    }
}
