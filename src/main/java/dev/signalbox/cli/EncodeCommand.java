package dev.signalbox.cli;

import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.EncodeInputs;
import dev.signalbox.workbench.EncodePictures;
import dev.signalbox.workbench.EncodeReport;
import dev.signalbox.workbench.EncodeTexts;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "encode",
        description = {
            "Run a published encoder (CLIP vision; DistilBERT, BERT) from a local folder over pictures or texts and"
                    + " write",
            "their vectors to a safetensors file, one row per input in the order given. Vectors are kept in the",
            "workspace: what was computed once is not computed again, and interrupted work goes on where it stopped."
        })
final class EncodeCommand extends WorkspaceCommand {
    @Option(
            names = "--image-encoder",
            paramLabel = "ID|DIR",
            description = "A CLIP checkpoint: a name that models list shows, or a folder with config.json,"
                    + " model.safetensors, preprocessor_config.json.")
    private @Nullable String imageEncoder;

    @Option(
            names = "--images",
            paramLabel = "FILE|FOLDER",
            arity = "1..*",
            description = "Pictures, in this order; of a folder every picture in it, by path.")
    private List<Path> images = List.of();

    @Option(
            names = "--pixels",
            description = "Write pixels [N, 3, size, size] too: the pictures as the encoder sees them.")
    private boolean pixels;

    @Option(
            names = "--tokens",
            description = "Write tokens [N, 1 + patches, d] too: the picture’s vector, then the projected patches.")
    private boolean tokens;

    @Option(
            names = "--text-encoder",
            paramLabel = "ID|DIR",
            description =
                    "A DistilBERT or BERT checkpoint: a name that models list shows, or a folder with config.json,"
                            + " model.safetensors, tokenizer.json or vocab.txt.")
    private @Nullable String textEncoder;

    @Option(
            names = "--tokenizer",
            paramLabel = "DIR",
            description =
                    "The folder of tokenizer.json or vocab.txt. Default: the text encoder’s, or the one above it.")
    private @Nullable Path tokenizer;

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            description = {
                "UTF-8. A .txt has a text per line; a .jsonl has per line a string, or an object with text or question."
            })
    private @Nullable Path texts;

    @Option(
            names = "--pooling",
            description = "${COMPLETION-CANDIDATES}: the first token’s vector or the mean of all. Default: CLS.")
    private @Nullable Pooling pooling;

    @Option(names = "--out", paramLabel = "F.safetensors", required = true, description = "The file to write.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path out;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        boolean pictures = imageEncoder != null && !images.isEmpty();
        boolean words = textEncoder != null && texts != null;
        boolean strayImage = imageEncoder != null || !images.isEmpty() || pixels || tokens;
        boolean strayText = textEncoder != null || texts != null || tokenizer != null || pooling != null;
        if (!(pictures && !strayText) && !(words && !strayImage)) {
            throw new CommandLine.ParameterException(spec.commandLine(), Messages.text("encode.usage"));
        }
        try (Workspace workspace = openWorkspace()) {
            Path cache = workspace.folder().resolve("embeddings").resolve("encoders");
            EncodeReport report = pictures ? pictures(cache) : texts(cache);
            result(report, report.lines());
            return 0;
        }
    }

    @SuppressWarnings("NullAway") // call() looked
    private EncodeReport pictures(Path cache) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new EncodePictures(cache, threads)
                .run(
                        encoders().use(imageEncoder, console().progress()),
                        EncodeInputs.pictures(images),
                        new EncodePictures.Wanted(pixels, tokens),
                        out,
                        console().progress());
    }

    @SuppressWarnings("NullAway") // call() looked
    private EncodeReport texts(Path cache) {
        Path encoder = encoders().use(textEncoder, console().progress());
        return new EncodeTexts(cache)
                .run(
                        encoder,
                        tokenizer == null ? encoder : tokenizer,
                        EncodeInputs.texts(texts),
                        pooling == null ? Pooling.CLS : pooling,
                        out,
                        console().progress());
    }
}
