package dev.signalbox.evaluation.frontier;

import java.util.ArrayList;
import java.util.List;

/**
 * The curves that a study holds against each other, always in this order: the cascade over tau, the policy of each router over
 * lambda, the single VLMs that the zero router mixes.
 *
 * @param sorted  every setting, by ascending cost
 * @param thinned those of a curve that no other of its own beats
 */
public record ComparedCurves(List<Points> sorted, List<Points> thinned) {
    public ComparedCurves {
        sorted = List.copyOf(sorted);
        thinned = List.copyOf(thinned);
    }

    public static ComparedCurves of(CascadeFrontier cascade, List<LambdaFrontier> routers, References references) {
        List<Points> sorted = new ArrayList<>();
        sorted.add(cascade.sorted());
        routers.forEach(router -> sorted.add(router.points().sorted()));
        sorted.add(references.points().sorted());
        return new ComparedCurves(sorted, sorted.stream().map(Points::pareto).toList());
    }

    /** How far each lies from the frontier that they all make, in their order. */
    public double[] distances() {
        return thinned.stream().mapToDouble(ParetoDistance.of(thinned)::mean).toArray();
    }
}
