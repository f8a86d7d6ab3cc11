package dev.signalbox.router.engine;

import dev.signalbox.model.Vlm;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The router that a training run starts from, or whose VLMs it leaves alone. */
record Source(Path folder, Checkpoint.Config config, List<Vlm> vlms, String hash) {
    private static final String BETA = "router.logit.beta";

    static Source open(Path folder) throws IOException {
        Checkpoint.check(folder);
        return new Source(folder, Checkpoint.config(folder), Checkpoints.vlms(folder), Checkpoint.hash(folder));
    }

    /** Ids of the VLMs that it chooses among. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(config.vlms());
        vlms.forEach(v -> ids.add(v.id()));
        return ids;
    }

    /** Its weights, with one bias per VLM of {@code ids}: the trained one, or 0 for a VLM that is new. */
    Map<String, Tensor> weights(List<String> ids) throws IOException {
        Map<String, Tensor> weights = new LinkedHashMap<>(Safetensors.read(folder.resolve(Checkpoint.WEIGHTS)));
        Tensor beta = weights.get(BETA);
        if (beta != null
                && beta.type().floating()
                && beta.size() == config.vlms().size()) {
            float[] trained = beta.floats();
            float[] wider = new float[ids.size()];
            for (int k = 0; k < wider.length; k++) {
                int at = config.vlms().indexOf(ids.get(k));
                wider[k] = at < 0 ? 0 : trained[at];
            }
            weights.put(BETA, Tensor.of(List.of((long) wider.length), wider));
        }
        return weights;
    }
}
