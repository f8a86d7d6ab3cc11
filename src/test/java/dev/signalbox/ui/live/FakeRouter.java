package dev.signalbox.ui.live;

import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.QueryVectors;
import dev.signalbox.router.Router;
import dev.signalbox.ui.shell.RouterAccess;
import dev.signalbox.workbench.OpenRouter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A router whose confidence in a VLM is in the question: the words that begin with a point, in the order of the VLMs, 0 for
 * the others. Its gate tells whether there is a picture. It counts what it was asked.
 */
final class FakeRouter implements Router, RouterAccess {
    static final RouterInfo INFO =
            new RouterInfo(7, "fake", "arms", Path.of("nowhere"), "00", "{}", true, Instant.EPOCH);
    static final List<Vlm> VLMS = List.of(
            new Vlm("alder", "", Pool.FREE, null),
            new Vlm("birch", "", Pool.FREE, null),
            new Vlm("cedar", "", Pool.PAID, new Price(2.5, 10, 0.01)));

    final List<QueryInput> asked = new ArrayList<>();

    @Override
    public <T> T use(RouterInfo info, Function<OpenRouter, T> work) {
        return work.apply(new OpenRouter(this, info, VLMS));
    }

    @Override
    public QueryVectors fuse(List<QueryInput> batch) {
        asked.addAll(batch);
        String[] words = batch.getFirst().question().strip().split("\\s+");
        float[] fused = new float[dimension()];
        for (int k = 0; k < fused.length; k++) {
            fused[k] = k < words.length && words[k].startsWith(".") ? Float.parseFloat(words[k]) : 0;
        }
        float first = batch.getFirst().picture() == null ? .5f : .7f;
        float[] gate = {first, .1f, .1f, .8f - first};
        return new QueryVectors(new float[][] {fused}, new float[][] {gate}, 1_000_000, 2_000_000, 0);
    }

    @Override
    public float[][] profiles(List<Vlm> vlms) {
        return new float[vlms.size()][dimension()];
    }

    @Override
    public float[][] confidences(float[][] fused, float[][] profiles) {
        return new float[][] {fused[0].clone()};
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String kind() {
        return "arms";
    }

    @Override
    public String hash() {
        return "00";
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public int dimension() {
        return VLMS.size();
    }

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public void close() {}
}
