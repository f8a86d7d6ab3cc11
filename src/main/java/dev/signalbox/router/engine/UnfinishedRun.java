package dev.signalbox.router.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.task.FolderLock;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A training run on disk that has not ended yet: the folder {@code unfinished} inside the checkpoint's folder, beside an
 * older checkpoint or alone. What state.json names is always there and whole, whenever the process or the machine dies.
 */
final class UnfinishedRun implements AutoCloseable {
    static final String FOLDER = "unfinished";

    private static final String RUN = "run.json";
    private static final String STATE = "state.json";
    private static final ObjectMapper LINE = Checkpoint.JSON.copy().disable(SerializationFeature.INDENT_OUTPUT);

    private final Path target;
    private final Path folder;
    private final FolderLock lock;

    private UnfinishedRun(Path target, Path folder, FolderLock lock) {
        this.target = target;
        this.folder = folder;
        this.lock = lock;
    }

    /** Whether there is something to go on with. */
    static boolean in(Path target) {
        return Files.isRegularFile(target.resolve(FOLDER).resolve(STATE));
    }

    /** Begins one; refuses to replace another that can still be resumed. */
    static UnfinishedRun begin(Path target) throws IOException {
        if (in(target)) {
            throw new UserFacingException("router.training.unfinished", target);
        }
        UnfinishedRun run = lock(target);
        run.clear(Set.of(FolderLock.FILE));
        return run;
    }

    /** Opens one to go on with. */
    static UnfinishedRun open(Path target) throws IOException {
        if (!in(target)) {
            throw new UserFacingException("router.training.noresume", target);
        }
        return lock(target);
    }

    /** What a run is about, without taking it. */
    static ArmsTrainer.Unfinished look(Path target) throws IOException {
        Path folder = target.resolve(FOLDER);
        TrainingState state = state(folder);
        return new ArmsTrainer.Unfinished(
                run(folder).history(state.epochs(), state.bestEpoch(), null), state.epoch(), state.step());
    }

    /** Gives up what could be resumed; an older checkpoint stays. */
    static void discard(Path target) throws IOException {
        if (in(target)) {
            try (UnfinishedRun run = lock(target)) {
                run.giveUp();
            }
        }
    }

    private static UnfinishedRun lock(Path target) throws IOException {
        Path folder = Files.createDirectories(target.resolve(FOLDER));
        FolderLock lock = FolderLock.tryAcquire(folder);
        if (lock == null) {
            throw new UserFacingException("router.training.busy", target);
        }
        return new UnfinishedRun(target, folder, lock);
    }

    Path path() {
        return folder;
    }

    void write(RunRecord run) throws IOException {
        replace(RUN, Checkpoint.JSON.writeValueAsBytes(run));
    }

    RunRecord run() throws IOException {
        return run(folder);
    }

    TrainingState state() throws IOException {
        return state(folder);
    }

    private static RunRecord run(Path folder) throws IOException {
        RunRecord run = json(folder.resolve(RUN), RunRecord.class);
        if (run.format() != RunRecord.FORMAT) {
            throw new UserFacingException("router.config.newer", folder, run.format());
        }
        return run;
    }

    private static TrainingState state(Path folder) throws IOException {
        TrainingState state = json(folder.resolve(STATE), TrainingState.class);
        if (state.format() != TrainingState.FORMAT) {
            throw new UserFacingException("router.config.newer", folder, state.format());
        }
        return state;
    }

    private static <T> T json(Path file, Class<T> type) throws IOException {
        try {
            return Checkpoint.JSON.readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw new UserFacingException("router.config.broken", e, file, e.getOriginalMessage());
        }
    }

    Map<String, Tensor> tensors(String name) throws IOException {
        return Safetensors.read(folder.resolve(name));
    }

    /** Keeps where training stands: big files under new names first, then the small one that names them, by renaming. */
    void save(TrainingState state, Learner learner) throws IOException {
        // A file of this name holds this very step: the state on disk may rest on it, so that it must not be torn open.
        if (!Files.exists(folder.resolve(state.weights()))) {
            Safetensors.write(folder.resolve(state.weights()), learner.weights());
        }
        if (!Files.exists(folder.resolve(state.means()))) {
            Safetensors.write(folder.resolve(state.means()), learner.optimiser().means());
        }
        if (!Files.exists(folder.resolve(state.variances()))) {
            Safetensors.write(
                    folder.resolve(state.variances()), learner.optimiser().variances());
        }
        replace(STATE, Checkpoint.JSON.writeValueAsBytes(state));
        clear(Stream.concat(
                        Stream.of(FolderLock.FILE, RUN, STATE, Checkpoint.TOKENIZER, Checkpoint.METRICS),
                        state.files().stream())
                .collect(Collectors.toSet()));
    }

    private void replace(String name, byte[] content) throws IOException {
        Path draft = folder.resolve(name + ".part");
        Files.write(draft, content);
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Adds an epoch to the curves. */
    void append(Epoch epoch) throws IOException {
        Files.writeString(
                folder.resolve(Checkpoint.METRICS),
                LINE.writeValueAsString(epoch) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Makes the curves those of the saved state: the process may have died between the two. */
    void curves(List<Epoch> epochs) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Epoch epoch : epochs) {
            lines.append(LINE.writeValueAsString(epoch)).append('\n');
        }
        replace(Checkpoint.METRICS, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void clear(Set<String> except) throws IOException {
        for (Path file : Draft.list(folder)) {
            if (!except.contains(String.valueOf(file.getFileName()))) {
                Files.delete(file);
            }
        }
    }

    /** Closing deletes what there is. */
    void giveUp() throws IOException {
        Files.deleteIfExists(folder.resolve(STATE));
    }

    /** Lets go of the lock: not every system moves a folder with an open file in it. */
    void release() throws IOException {
        lock.close();
    }

    /** Lets others in. What cannot be resumed is deleted. */
    @Override
    public void close() throws IOException {
        boolean there = Files.isDirectory(folder);
        boolean resumable = in(target);
        if (there && !resumable) {
            clear(Set.of(FolderLock.FILE));
        }
        lock.close();
        if (there && !resumable) {
            Files.deleteIfExists(folder.resolve(FolderLock.FILE));
            Files.delete(folder);
            if (Draft.list(target).isEmpty()) {
                Files.delete(target);
            }
        }
    }
}
