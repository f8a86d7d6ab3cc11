package dev.signalbox.router;

import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks a trainer for.
 *
 * @param command what they typed or clicked, kept in training.json
 * @param from    checkpoint folder of the router that the strategy refers to, or null
 * @param vlms     ids of the data's VLMs to learn about; empty for all
 * @param encoders of a strategy that begins anew; they replace the options' own in shape and weights
 */
public record TrainingJob(
        TrainingOptions options, String command, @Nullable Path from, List<String> vlms, Encoders encoders) {
    public TrainingJob {
        vlms = List.copyOf(vlms);
        if (options.strategy().incremental() && !(encoders instanceof Encoders.Fresh)) {
            throw new UserFacingException("router.training.encoders", options.strategy());
        }
        if (options.strategy().needsRouter() != (from != null)) {
            throw new UserFacingException(
                    from == null ? "router.training.from" : "router.training.fromUnused", options.strategy());
        }
    }

    /** With encoders of its own. */
    public TrainingJob(TrainingOptions options, String command, @Nullable Path from, List<String> vlms) {
        this(options, command, from, vlms, new Encoders.Fresh());
    }

    /** From nothing, for every VLM of the data. */
    public TrainingJob(TrainingOptions options, String command) {
        this(options, command, null, List.of());
    }
}
