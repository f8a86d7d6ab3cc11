package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Calibration.Fit;
import dev.signalbox.evaluation.Calibrator.Platt;
import dev.signalbox.evaluation.Calibrator.Temperature;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Tables;
import dev.signalbox.text.UserFacingException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** WE-11. */
    private static final CalibrationPairs ELEVEN = CalibrationPairs.of(
            new double[] {.05, .15, .25, .35, .45, .55, .65, .75, .85, .95}, new byte[] {0, 0, 1, 0, 0, 1, 0, 1, 1, 1});

    @Test
    void workedExampleEleven() {
        Reliability five = Reliability.equalWidth(ELEVEN, 5);
        assertThat(five.ece()).isCloseTo(.12, within(1e-12));
        assertThat(Reliability.equalWidth(ELEVEN, 10).ece()).isCloseTo(.33, within(1e-12));
        assertThat(ELEVEN.brier()).isCloseTo(.1625, within(1e-12));
        assertThat(five.reliability()).isCloseTo(.02, within(1e-12));
        assertThat(five.resolution()).isCloseTo(.10, within(1e-12));
        assertThat(five.uncertainty()).isCloseTo(.25, within(1e-12));
        assertThat(ELEVEN.nll()).isCloseTo(.477788, within(5e-7));
        Temperature temperature = Temperature.fit(ELEVEN);
        assertThat(temperature.temperature()).isCloseTo(.886558, within(1e-6));
        assertThat(ELEVEN.mapped(temperature).nll()).isCloseTo(.476175, within(5e-7));
        IsotonicFit isotonic = IsotonicFit.of(ELEVEN);
        double third = 1 / 3.0;
        assertThat(Arrays.stream(ELEVEN.p()).map(isotonic::step).toArray())
                .containsExactly(0, 0, third, third, third, .5, .5, 1, 1, 1);
        Discrimination curves = Discrimination.of(ELEVEN);
        assertThat(curves.auroc()).isCloseTo(.84, within(1e-12));
        assertThat(curves.averagePrecision()).isCloseTo(.885, within(1e-12));
    }

    /** Straight from the definitions: pairs in order, and precision at every threshold. */
    @Test
    void discriminationIsWhatCountingEveryPairGives() {
        for (int seed = 0; seed < 20; seed++) {
            CalibrationPairs pairs = skewed(150, .7, 0, seed);
            double wins = 0;
            int right = 0;
            for (int i = 0; i < pairs.size(); i++) {
                right += pairs.y()[i];
                for (int j = 0; j < pairs.size(); j++) {
                    if (pairs.y()[i] == 1 && pairs.y()[j] == 0) {
                        wins += pairs.p()[i] > pairs.p()[j] ? 1 : pairs.p()[i] == pairs.p()[j] ? .5 : 0;
                    }
                }
            }
            Discrimination curves = Discrimination.of(pairs);
            assertThat(curves.auroc()).isCloseTo(wins / right / (pairs.size() - right), within(1e-12));
            double average = 0;
            double before = 0;
            for (int k = 1; k < curves.threshold().length; k++) {
                int hits = 0;
                int found = 0;
                for (int i = 0; i < pairs.size(); i++) {
                    if (pairs.p()[i] >= curves.threshold()[k]) {
                        found++;
                        hits += pairs.y()[i];
                    }
                }
                assertThat(curves.recall()[k]).isEqualTo((double) hits / right);
                assertThat(curves.precision()[k]).isEqualTo((double) hits / found);
                assertThat(curves.falsePositive()[k]).isEqualTo((double) (found - hits) / (pairs.size() - right));
                average += (curves.recall()[k] - before) * curves.precision()[k];
                before = curves.recall()[k];
            }
            assertThat(curves.averagePrecision()).isCloseTo(average, within(1e-12));
            assertThat(curves.recall()[curves.recall().length - 1]).isEqualTo(1);
        }
    }

    @Test
    void discriminationNeedsBothClasses() {
        Discrimination right = Discrimination.of(CalibrationPairs.of(new double[] {.3, .4}, new byte[] {1, 1}));
        assertThat(right.auroc()).isNaN();
        assertThat(right.averagePrecision()).isEqualTo(1);
        Discrimination wrong = Discrimination.of(CalibrationPairs.of(new double[] {.3, .4}, new byte[] {0, 0}));
        assertThat(wrong.auroc()).isNaN();
        assertThat(wrong.averagePrecision()).isNaN();
        Discrimination none = Discrimination.of(CalibrationPairs.of(new double[0], new byte[0]));
        assertThat(none.auroc()).isNaN();
        assertThat(none.averagePrecision()).isNaN();
        assertThat(none.threshold()).containsExactly(Double.POSITIVE_INFINITY);
    }

    @Test
    void theBrierScoreFallsApartExactlyWhereConfidencesAreConstantInBins() {
        CalibrationPairs pairs = random(3000, 1);
        CalibrationPairs binned = pairs.mapped(p -> (Math.min(9, Math.floor(p * 10)) + .5) / 10);
        Reliability ten = Reliability.equalWidth(binned, 10);
        assertThat(ten.reliability() - ten.resolution() + ten.uncertainty()).isCloseTo(binned.brier(), within(1e-12));
    }

    @Test
    void edgesBelongToTheLowerBin() {
        double[] p = {0, .2, .2000001, .6, .8, 1};
        Reliability five = Reliability.equalWidth(CalibrationPairs.of(p, new byte[] {0, 0, 1, 1, 0, 1}), 5);
        assertThat(five.bins()).extracting(Reliability.Bin::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(five.bins()).extracting(Reliability.Bin::pairs).containsExactly(2, 1, 1, 1, 1);
        assertThat(five.mce()).isCloseTo(.8, within(1e-6));
        Reliability mass = Reliability.equalMass(CalibrationPairs.of(p, new byte[] {0, 0, 1, 1, 0, 1}), 4);
        assertThat(mass.bins()).extracting(Reliability.Bin::pairs).containsExactly(2, 2, 1, 1);
        Reliability none = Reliability.equalWidth(CalibrationPairs.of(new double[0], new byte[0]), 5);
        assertThat(none.bins()).isEmpty();
        assertThat(none.ece()).isZero();
    }

    /** Pairs whose true rate is sigmoid(slope * logit + shift) of the confidence. */
    private static CalibrationPairs skewed(int n, double slope, double shift, long seed) {
        Random random = new Random(seed);
        double[] p = new double[n];
        byte[] y = new byte[n];
        for (int i = 0; i < n; i++) {
            p[i] = (1 + random.nextInt(99)) / 100.0;
            double rate = CalibrationPairs.sigmoid(slope * CalibrationPairs.logit(p[i]) + shift);
            y[i] = (byte) (random.nextDouble() < rate ? 1 : 0);
        }
        return CalibrationPairs.of(p, y);
    }

    private static CalibrationPairs random(int n, long seed) {
        return skewed(n, .5, .3, seed);
    }

    @Test
    void fitsFindWhatMadeTheLabels() {
        CalibrationPairs pairs = skewed(40_000, .5, 0, 2);
        assertThat(Temperature.fit(pairs).temperature()).isCloseTo(2, within(.1));
        Platt platt = Platt.fit(skewed(40_000, .5, .8, 3)).orElseThrow();
        assertThat(platt.a()).isCloseTo(.5, within(.03));
        assertThat(platt.b()).isCloseTo(.8, within(.05));
    }

    @Test
    void noNeighbourIsBetter() {
        for (int seed = 0; seed < 20; seed++) {
            CalibrationPairs pairs = random(50 + 20 * seed, seed);
            double t = Temperature.fit(pairs).temperature();
            Platt platt = Platt.fit(pairs).orElseThrow();
            double atT = pairs.mapped(new Temperature(t)).nll();
            double atPlatt = pairs.mapped(platt).nll();
            assertThat(atPlatt).isLessThanOrEqualTo(atT + 1e-12);
            for (double step : new double[] {-.01, .01}) {
                if (t > Temperature.LOWEST && t < Temperature.HIGHEST) {
                    assertThat(pairs.mapped(new Temperature(t * (1 + step))).nll())
                            .isGreaterThan(atT);
                }
                assertThat(pairs.mapped(new Platt(platt.a() + step, platt.b())).nll())
                        .isGreaterThan(atPlatt);
                assertThat(pairs.mapped(new Platt(platt.a(), platt.b() + step)).nll())
                        .isGreaterThan(atPlatt);
            }
        }
    }

    /** The min-max formula of isotonic regression, straight from its definition. */
    @Test
    void poolingIsTheMinMaxFormula() {
        for (int seed = 0; seed < 20; seed++) {
            CalibrationPairs pairs = skewed(120, .6, 0, seed);
            IsotonicFit fit = IsotonicFit.of(pairs);
            double[] levels = Arrays.stream(pairs.p()).distinct().sorted().toArray();
            for (int at = 0; at < levels.length; at++) {
                double best = 0;
                for (int from = 0; from <= at; from++) {
                    double least = 1;
                    for (int to = at; to < levels.length; to++) {
                        least = Math.min(least, rate(pairs, levels[from], levels[to]));
                    }
                    best = Math.max(best, least);
                }
                assertThat(fit.step(levels[at])).isCloseTo(best, within(1e-12));
            }
            double[] mapped = IntStream.rangeClosed(0, 200)
                    .mapToDouble(i -> fit.interpolated(i / 200.0))
                    .toArray();
            assertThat(mapped).isSorted();
            for (int b = 0; b < fit.centre().length; b++) {
                assertThat(fit.interpolated(fit.centre()[b])).isEqualTo(fit.value()[b]);
            }
        }
    }

    private static double rate(CalibrationPairs pairs, double from, double to) {
        return IntStream.range(0, pairs.size())
                .filter(i -> pairs.p()[i] >= from && pairs.p()[i] <= to)
                .map(i -> pairs.y()[i])
                .average()
                .orElseThrow();
    }

    @Test
    void betweenCentresItIsLinearAndOutsideConstant() {
        IsotonicFit fit =
                IsotonicFit.of(CalibrationPairs.of(new double[] {.2, .2, .4, .6, .8}, new byte[] {0, 1, 0, 1, 1}));
        // Blocks: {.2, .2, .4} at a third around .8/3, and {.6, .8} at one around .7: equal rates are one block.
        assertThat(fit.value()).containsExactly(1 / 3.0, 1);
        assertThat(fit.interpolated(0)).isEqualTo(1 / 3.0);
        assertThat(fit.interpolated(1)).isEqualTo(1);
        assertThat(fit.interpolated((.8 / 3 + .7) / 2)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void pairsWithoutABestLineGetATemperature() {
        CalibrationPairs separable = CalibrationPairs.of(new double[] {.3, .4, .6, .7}, new byte[] {0, 0, 1, 1});
        CalibrationPairs oneClass = CalibrationPairs.of(new double[] {.3, .4, .6}, new byte[] {1, 1, 1});
        CalibrationPairs oneScore = CalibrationPairs.of(new double[] {.6, .6, .6}, new byte[] {1, 0, 1});
        for (CalibrationPairs pairs : new CalibrationPairs[] {separable, oneClass, oneScore}) {
            assertThat(Platt.fit(pairs)).isEmpty();
            assertThat(Temperature.fit(pairs).temperature()).isBetween(Temperature.LOWEST, Temperature.HIGHEST);
        }
        CalibrationPairs overlapping = CalibrationPairs.of(new double[] {.3, .6, .4, .7}, new byte[] {0, 0, 1, 1});
        assertThat(Platt.fit(overlapping)).isPresent();
        assertThat(Temperature.fit(separable).temperature()).isEqualTo(Temperature.LOWEST);
        assertThatThrownBy(() -> CalibrationPairs.of(new double[] {1.1}, new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CalibrationPairs.of(new double[] {.5}, new byte[] {-1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** vlm-0 has 600 labels, vlm-1 300, vlm-2 100. */
    private static DatasetTable uneven() {
        Random random = new Random(8);
        byte[][] labels = new byte[3][600];
        for (int k = 0; k < 3; k++) {
            int labelled = new int[] {600, 300, 100}[k];
            for (int q = 0; q < 600; q++) {
                labels[k][q] = (byte) (q < labelled ? random.nextInt(2) : -1);
            }
        }
        return Tables.of(labels);
    }

    @Test
    void aVlmWithFewPairsSharesThePooledFit() {
        DatasetTable table = uneven();
        Labels labels = Labels.of(table);
        Scores scores = Tables.randomScores(600, 3, 40, 9);
        int[] columns = {0, 1, 2};
        Calibration isotonic =
                Calibration.fit(CalibrationMethod.ISOTONIC, table, scores, columns, labels, Selection.all(600));
        assertThat(isotonic.fits()).extracting(Fit::pairs).containsExactly(600, 300, 1000);
        assertThat(isotonic.fits()).extracting(Fit::pooled).containsExactly(false, false, true);
        assertThat(isotonic.fits())
                .extracting(Fit::method)
                .containsExactly(CalibrationMethod.ISOTONIC, CalibrationMethod.TEMPERATURE, CalibrationMethod.ISOTONIC);
        Scores mapped = isotonic.apply(scores);
        for (Fit fit : isotonic.fits()) {
            int column = table.dataset().column(fit.vlm());
            for (int q = 0; q < 600; q++) {
                assertThat(mapped.confidence(q, column))
                        .isEqualTo((float) fit.calibrator().applyAsDouble(scores.confidence(q, column)));
            }
        }
        Calibration none = Calibration.fit(CalibrationMethod.NONE, table, scores, columns, labels, Selection.all(600));
        assertThat(none.apply(scores).confidence()).isEqualTo(scores.confidence());
        assertThatThrownBy(() -> Calibration.fit(
                        CalibrationMethod.PLATT, table, scores, new int[] {2}, labels, Selection.of(300, 400)))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("evaluation.calibration"));
    }

    @Test
    void onePooledTemperatureKeepsEveryChoice() {
        DatasetTable table = Tables.random(150, 4, 3); // under 200 labels each
        Scores scores = Tables.randomScores(150, 4, 1000, 4);
        Calibration calibration = Calibration.fit(
                CalibrationMethod.TEMPERATURE,
                table,
                scores,
                new int[] {0, 1, 2, 3},
                Labels.of(table),
                Selection.all(80));
        int[] pool = {0, 1, 2, 3};
        assertThat(new Choice(table, calibration.apply(scores), pool, Ties.FIRST_INDEX).all())
                .isEqualTo(new Choice(table, scores, pool, Ties.FIRST_INDEX).all());
    }

    @Test
    void unlabelledAndUnscoredPairsAreLeftOut() {
        DatasetTable table = Tables.of(new byte[][] {{1, -1, 0}, {0, 1, 1}});
        Scores scores = Tables.scores(2, .5f, Float.NaN, .25f, .75f); // the third query is not scored yet
        CalibrationPairs pairs = CalibrationPairs.of(
                new Choice(table, scores, new int[] {0, 1}, Ties.FIRST_INDEX), Labels.of(table), Selection.all(3));
        assertThat(pairs.p()).containsExactly(.5, .75);
        assertThat(pairs.y()).containsExactly(1, 1);
        assertThat(pairs.query()).containsExactly(0, 1);
    }

    @Test
    void intervalsAreSeededAndHoldTheFigures() {
        CalibrationPairs pairs = random(900, 12);
        int[] single = IntStream.range(0, 900).toArray();
        CalibrationQuality quality = CalibrationQuality.of(pairs, single, 7);
        assertThat(quality).isEqualTo(CalibrationQuality.of(pairs, single, 7));
        assertThat(quality.brierInterval())
                .isNotEqualTo(CalibrationQuality.of(pairs, single, 8).brierInterval());
        assertThat(quality.brier())
                .isEqualTo(pairs.brier())
                .isBetween(
                        quality.brierInterval().low(), quality.brierInterval().high());
        assertThat(quality.nll())
                .isEqualTo(pairs.nll())
                .isBetween(quality.nllInterval().low(), quality.nllInterval().high());
        // The mean of independent pairs has a known standard error; the bootstrap has to find it.
        double[] errors =
                IntStream.range(0, 900).mapToDouble(pairs::squaredError).toArray();
        double mean = Arrays.stream(errors).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).sum() / 900);
        double half = Intervals.Z95 * deviation / Math.sqrt(900);
        assertThat(quality.brierInterval().high() - quality.brierInterval().low())
                .isCloseTo(2 * half, within(.15 * 2 * half));
        // Nine copies of every query about one picture carry no more than one: the interval is three times as wide.
        int[] clusters = IntStream.range(0, 900).map(i -> i / 9).toArray();
        double[] p = Arrays.stream(clusters).mapToDouble(c -> pairs.p()[c]).toArray();
        byte[] y = new byte[900];
        for (int i = 0; i < 900; i++) {
            y[i] = pairs.y()[clusters[i]];
        }
        CalibrationPairs copies = CalibrationPairs.of(p, y);
        double together = width(CalibrationQuality.of(copies, clusters, 7));
        assertThat(together / width(CalibrationQuality.of(copies, single, 7))).isBetween(2.6, 3.4);
    }

    private static double width(CalibrationQuality quality) {
        return quality.brierInterval().high() - quality.brierInterval().low();
    }
}
