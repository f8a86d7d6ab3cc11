package dev.signalbox.encoders;

import dev.signalbox.encoders.CatalogueEntry.RemoteFile;
import dev.signalbox.model.Sha256;
import dev.signalbox.router.engine.PublishedCheck;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hashes an encoder's files anew, compares them with what they shall be, and looks whether it can be opened. */
public final class CheckEncoder {
    /** What an encoder may consist of. */
    private static final List<String> PARTS = List.of(
            "config.json",
            "model.safetensors",
            "preprocessor_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "vocab.txt");

    private static final int BLOCK = 1 << 20;

    private CheckEncoder() {}

    /** What a file shall be; the size and hash of one that is only looked at are null. */
    private record Wanted(@Nullable Long size, @Nullable String sha256, boolean pinned) {}

    /** Checks one of the library. A fetched one that fails is marked, and not used until it was fetched again. */
    public static EncoderCheck run(EncoderStatus status, Progress progress) {
        try {
            Manifest manifest = status.local() ? null : Manifest.read(status.folder());
            if (!status.local() && manifest == null) {
                throw new UserFacingException("models.absent", status.id());
            }
            EncoderCheck check = run(status.id(), status.folder(), wanted(status, manifest), progress);
            if (manifest != null) {
                String problem = check.good() ? null : String.join(" ", check.problems());
                if (!java.util.Objects.equals(problem, manifest.problem())) {
                    manifest.withProblem(problem).write(status.folder());
                }
            }
            return check;
        } catch (IOException e) {
            throw new UserFacingException("models.files", e, status.folder(), String.valueOf(e.getMessage()));
        }
    }

    /** Checks a folder of a person's own. */
    public static EncoderCheck run(Path folder, Progress progress) {
        try {
            return run(String.valueOf(folder.getFileName()), folder, there(folder), progress);
        } catch (IOException e) {
            throw new UserFacingException("models.files", e, folder, String.valueOf(e.getMessage()));
        }
    }

    /** Bytes of the files that belong to an encoder. */
    static long size(Path folder) throws IOException {
        long size = 0;
        for (String name : there(folder).keySet()) {
            size += Files.size(folder.resolve(name));
        }
        return size;
    }

    private static Map<String, Wanted> there(Path folder) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (String name : PARTS) {
            if (Files.isRegularFile(folder.resolve(name))) {
                wanted.put(name, new Wanted(null, null, false));
            }
        }
        return wanted;
    }

    private static Map<String, Wanted> wanted(EncoderStatus status, @Nullable Manifest manifest) {
        if (manifest == null) {
            CatalogueEntry entry = status.entry();
            Map<String, Wanted> wanted = there(status.folder());
            if (entry != null) { // it stands for the entry, so it has to be what the entry says
                for (RemoteFile file : entry.files()) {
                    wanted.put(file.name(), new Wanted(file.size(), file.sha256(), file.sha256() != null));
                }
            }
            return wanted;
        }
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (StoredFile file : manifest.files()) {
            Optional<String> pin = Optional.ofNullable(status.entry())
                    .filter(entry -> entry.revision().equals(manifest.revision()))
                    .flatMap(entry -> entry.files().stream()
                            .filter(known -> known.name().equals(file.name()) && known.sha256() != null)
                            .findFirst())
                    .map(RemoteFile::sha256);
            wanted.put(file.name(), new Wanted(file.size(), pin.orElse(file.sha256()), file.pinned()));
        }
        return wanted;
    }

    private static EncoderCheck run(String id, Path folder, Map<String, Wanted> wanted, Progress progress)
            throws IOException {
        List<String> problems = new ArrayList<>();
        List<StoredFile> files = new ArrayList<>();
        long all = 0;
        for (String name : wanted.keySet()) {
            Path file = folder.resolve(name);
            all += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        long done = 0;
        for (Map.Entry<String, Wanted> e : wanted.entrySet()) {
            String name = e.getKey();
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                problems.add(Messages.text("models.check.missing", name));
                continue;
            }
            long size = Files.size(file);
            String hash = hash(file, name, done, all, progress);
            done += size;
            files.add(new StoredFile(name, size, hash, e.getValue().pinned()));
            Long rightSize = e.getValue().size();
            String rightHash = e.getValue().sha256();
            if (rightSize != null && rightSize != size) {
                problems.add(Messages.text("models.check.size", name, size, rightSize));
            } else if (rightHash != null && !rightHash.equals(hash)) {
                problems.add(Messages.text("models.check.hash", name, hash, rightHash));
            }
        }
        PublishedCheck.Found found = null;
        try {
            found = PublishedCheck.look(folder);
        } catch (UserFacingException e) {
            problems.add(e.getMessage());
        }
        return new EncoderCheck(
                id,
                folder,
                problems.isEmpty(),
                found == null ? null : found.pictures() ? EncoderKind.IMAGE : EncoderKind.TEXT,
                found == null ? 0 : found.dimensions(),
                files,
                problems);
    }

    private static String hash(Path file, String name, long before, long all, Progress progress) throws IOException {
        Sha256 hash = new Sha256();
        long done = before;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            int count = in.read(block);
            while (count >= 0) {
                progress.checkCancelled();
                hash.add(ByteBuffer.wrap(block, 0, count));
                done += count;
                progress.update(all == 0 ? -1 : (double) done / all, Messages.text("models.checking", name));
                count = in.read(block);
            }
        }
        return hash.hex();
    }
}
