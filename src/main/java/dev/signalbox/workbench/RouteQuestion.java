package dev.signalbox.workbench;

import dev.signalbox.model.Pool;
import dev.signalbox.model.Raster;
import dev.signalbox.model.Vlm;
import dev.signalbox.picture.PictureDecoder;
import dev.signalbox.router.Cascade;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.QueryVectors;
import dev.signalbox.router.Router;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One image question through a router, with the time of every stage. */
public final class RouteQuestion {
    private RouteQuestion() {}

    /** A VLM's confidence, in (0, 1). */
    public record Confidence(String vlm, double value) {}

    /** Milliseconds per stage. */
    public record Millis(double decode, double tokenise, double encode, double route) {
        public double total() {
            return decode + tokenise + encode + route;
        }
    }

    /**
     * The decision.
     *
     * @param confidences by VLM, in the order of {@code vlms}
     * @param gate        weights of the experts, sum 1
     * @param branch      {@code FIRST}, {@code SECOND} or {@code FIRST_AFTER_BOTH} (ARMS, Algorithm 1)
     * @param margin      highest confidence of the first pool minus tau
     * @param fused       the fused query vector [d], for maps
     * @param raw         scores before the bound, by VLM, which decide between equal confidences
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
    public record Answer(
            String chosen,
            List<Confidence> confidences,
            float[] gate,
            Cascade.Branch branch,
            double margin,
            double tau,
            Millis millis,
            String device,
            float[] fused,
            float[] raw) {
        /**
         * The decision at another threshold; nothing is asked anew.
         *
         * @param vlms those that the answer was made with
         */
        public Answer at(List<Vlm> vlms, double newTau) {
            float[] confidence = new float[confidences.size()];
            for (int k = 0; k < confidence.length; k++) {
                confidence[k] = (float) confidences.get(k).value();
            }
            Cascade.Decision decision = decide(vlms, confidence, raw, newTau);
            return new Answer(
                    decision.vlm(),
                    confidences,
                    gate,
                    decision.branch(),
                    decision.margin(),
                    newTau,
                    millis,
                    device,
                    fused,
                    raw);
        }
    }

    /** What the command line prints. */
    public record Report(
            String router,
            boolean simulated,
            String chosen,
            List<Confidence> confidences,
            List<Double> gate,
            Cascade.Branch branch,
            double margin,
            double tau,
            Millis millis,
            String device) {
        /** For people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(Messages.text("workbench.chosen", chosen, branch.name(), margin, tau));
            confidences.stream()
                    .sorted(Comparator.comparingDouble(Confidence::value).reversed())
                    .forEach(c -> lines.add(String.format("%-42s %.4f", c.vlm(), c.value())));
            lines.add(Messages.text(
                    "workbench.millis", millis.decode(), millis.tokenise(), millis.encode(), millis.route(), device));
            return lines;
        }
    }

    /**
     * Routes a picture file.
     *
     * @param tau threshold on the free pool's best confidence; both pools belong to the one router
     */
    public static Report run(OpenRouter loaded, Path image, String question, double tau) {
        Answer answer = answer(loaded, loaded.vlms(), image, question, tau);
        return new Report(
                loaded.info().name(),
                loaded.info().simulated(),
                answer.chosen(),
                answer.confidences(),
                IntStream.range(0, answer.gate().length)
                        .mapToObj(i -> (double) answer.gate()[i])
                        .toList(),
                answer.branch(),
                answer.margin(),
                tau,
                answer.millis(),
                answer.device());
    }

    /** Routes a picture file, or a text alone when there is none. */
    public static Answer answer(OpenRouter loaded, List<Vlm> vlms, @Nullable Path image, String question, double tau) {
        long start = System.nanoTime();
        Raster picture = image == null ? null : PictureDecoder.decode(image);
        return answer(loaded, vlms, picture, System.nanoTime() - start, question, tau);
    }

    /**
     * Routes decoded pixels.
     *
     * @param decodeNanos what the decoding took
     */
    public static Answer answer(
            OpenRouter loaded,
            List<Vlm> vlms,
            @Nullable Raster picture,
            long decodeNanos,
            String question,
            double tau) {
        QueryVectors vectors = loaded.router().fuse(List.of(new QueryInput(question, picture)));
        return answer(loaded, vlms, vectors, decodeNanos, tau);
    }

    /**
     * Decides one question once with each of several sets of experts.
     *
     * @return one answer per set
     */
    public static List<Answer> answers(
            OpenRouter loaded, List<Vlm> vlms, QueryInput query, List<ExpertSet> sets, double tau) {
        return loaded.router().fuse(List.of(query), sets).stream()
                .map(vectors -> answer(loaded, vlms, vectors, 0, tau))
                .toList();
    }

    /** @param vectors of one question */
    private static Answer answer(
            OpenRouter loaded, List<Vlm> vlms, QueryVectors vectors, long decodeNanos, double tau) {
        Router router = loaded.router();
        long start = System.nanoTime();
        float[][] profiles = router.profiles(vlms);
        float[] confidence = router.confidences(vectors.fused(), profiles)[0];
        float[] raw = router.scores(vectors.fused(), profiles)[0];
        Cascade.Decision decision = decide(vlms, confidence, raw, tau);
        long route = vectors.routeNanos() + System.nanoTime() - start;
        return new Answer(
                decision.vlm(),
                IntStream.range(0, vlms.size())
                        .mapToObj(k -> new Confidence(vlms.get(k).id(), confidence[k]))
                        .toList(),
                vectors.gate()[0],
                decision.branch(),
                decision.margin(),
                tau,
                new Millis(decodeNanos / 1e6, vectors.tokeniseNanos() / 1e6, vectors.encodeNanos() / 1e6, route / 1e6),
                router.device(),
                vectors.fused()[0],
                raw);
    }

    /** Algorithm 1 with one router over both pools; a pool without VLMs leaves everything to the other. */
    static Cascade.Decision decide(List<Vlm> vlms, float[] confidence, float[] raw, double tau) {
        int[] free = columns(vlms, Pool.FREE);
        int[] paid = columns(vlms, Pool.PAID);
        if (free.length == 0 || paid.length == 0) {
            return Cascade.decide(candidates(vlms, confidence, raw, free.length == 0 ? paid : free), null, tau);
        }
        return Cascade.decide(
                candidates(vlms, confidence, raw, free), () -> candidates(vlms, confidence, raw, paid), tau);
    }

    private static int[] columns(List<Vlm> vlms, Pool pool) {
        return IntStream.range(0, vlms.size())
                .filter(k -> vlms.get(k).pool() == pool)
                .toArray();
    }

    private static Cascade.Candidates candidates(List<Vlm> vlms, float[] confidence, float[] raw, int[] columns) {
        float[] picked = new float[columns.length];
        float[] pickedRaw = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            picked[i] = confidence[columns[i]];
            pickedRaw[i] = raw[columns[i]];
        }
        List<String> ids = IntStream.of(columns).mapToObj(k -> vlms.get(k).id()).toList();
        return new Cascade.Candidates(ids, picked, pickedRaw, null);
    }
}
