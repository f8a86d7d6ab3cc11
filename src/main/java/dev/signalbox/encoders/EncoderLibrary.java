package dev.signalbox.encoders;

import dev.signalbox.download.FileDownload;
import dev.signalbox.encoders.CatalogueEntry.RemoteFile;
import dev.signalbox.encoders.EncoderStatus.State;
import dev.signalbox.router.engine.PublishedCheck;
import dev.signalbox.task.FolderLock;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of this machine: those of the catalogue, fetched into one folder or not, and folders that a person chose.
 * Reads what is on the disk at every call, since other processes fetch too.
 */
public final class EncoderLibrary {
    private final Catalogue catalogue;
    private final Path folder;
    private final Map<String, Path> chosen;

    /**
     * @param folder where fetched encoders go; need not exist
     * @param chosen folders that a person chose, by the id they stand for or by a name of their own
     */
    public EncoderLibrary(Catalogue catalogue, Path folder, Map<String, Path> chosen) {
        this.catalogue = catalogue;
        this.folder = folder;
        this.chosen = new LinkedHashMap<>(chosen);
    }

    /** Where fetched encoders go. */
    public Path folder() {
        return folder;
    }

    /** The catalogue's, then the others. */
    public List<EncoderStatus> list() {
        List<EncoderStatus> all = new ArrayList<>();
        catalogue.entries().forEach(entry -> all.add(of(entry)));
        chosen.forEach((id, place) -> {
            if (catalogue.find(id).isEmpty()) {
                all.add(local(id, null, place));
            }
        });
        return all;
    }

    /** One of them; empty when nothing is called so. */
    public Optional<EncoderStatus> find(String id) {
        Optional<CatalogueEntry> entry = catalogue.find(id);
        if (entry.isPresent()) {
            return entry.map(this::of);
        }
        Path place = chosen.get(id);
        return place == null ? Optional.empty() : Optional.of(local(id, null, place));
    }

    /**
     * One that has to be there.
     *
     * @throws UserFacingException {@code models.unknown}
     */
    public EncoderStatus get(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    /** An entry of the catalogue. @throws UserFacingException {@code models.unknown} */
    public CatalogueEntry entry(String id) {
        return catalogue.find(id).orElseThrow(() -> unknown(id));
    }

    private UserFacingException unknown(String id) {
        List<String> ids = list().stream().map(EncoderStatus::id).toList();
        return new UserFacingException("models.unknown", id, String.join(", ", ids));
    }

    /** How an entry would stand if a folder stood for it. @throws UserFacingException {@code models.unknown} */
    public EncoderStatus standIn(String id, Path place) {
        Optional<CatalogueEntry> entry = catalogue.find(id);
        if (entry.isEmpty() && !chosen.containsKey(id)) {
            throw unknown(id);
        }
        return local(id, entry.orElse(null), place);
    }

    /** Where an entry is fetched to. */
    Path place(CatalogueEntry entry) {
        return folder.resolve(entry.id());
    }

    /**
     * The folder of an encoder, whole and unchanged: what was fetched is hashed anew.
     *
     * @param folderOrId a folder, which is handed back as it is, since whoever opens it checks it; else an id
     * @throws UserFacingException {@code models.unknown}, {@code models.absent}, {@code models.damaged}
     */
    public Path use(String folderOrId, Progress progress) {
        Path given = Path.of(folderOrId);
        if (Files.isDirectory(given)) {
            return given;
        }
        EncoderStatus status = get(folderOrId);
        if (status.state() != State.READY && status.state() != State.DAMAGED) {
            throw new UserFacingException("models.absent", status.id());
        }
        EncoderCheck check = CheckEncoder.run(status, progress);
        if (!check.good()) {
            throw new UserFacingException("models.damaged", status.id(), String.join(" ", check.problems()));
        }
        return status.folder();
    }

    /** Takes a fetched encoder, or what is there of one, off the disk. */
    public void remove(String id) {
        CatalogueEntry entry = entry(id);
        Path place = place(entry);
        if (!Files.isDirectory(place)) {
            return;
        }
        try (FolderLock _ = lock(entry)) {
            Files.deleteIfExists(place.resolve(Manifest.FILE)); // first: what is left over is then not used
            for (RemoteFile file : entry.files()) {
                FileDownload.forget(place.resolve(file.name()));
                Files.deleteIfExists(place.resolve(file.name()));
            }
        } catch (IOException e) {
            throw new UserFacingException("models.files", e, place, String.valueOf(e.getMessage()));
        }
        try {
            Files.deleteIfExists(place.resolve(FolderLock.FILE));
            Files.deleteIfExists(place); // files that are not ours stay, and so does their folder
        } catch (java.nio.file.DirectoryNotEmptyException others) {
            return;
        } catch (IOException e) {
            throw new UserFacingException("models.files", e, place, String.valueOf(e.getMessage()));
        }
    }

    /** Keeps other processes out of an entry's folder, which is made. */
    FolderLock lock(CatalogueEntry entry) throws IOException {
        FolderLock lock = FolderLock.tryAcquire(Files.createDirectories(place(entry)));
        if (lock == null) {
            throw new UserFacingException("models.busy", entry.id());
        }
        return lock;
    }

    private EncoderStatus of(CatalogueEntry entry) {
        Path given = chosen.get(entry.id());
        return given == null ? fetched(entry) : local(entry.id(), entry, given);
    }

    private EncoderStatus fetched(CatalogueEntry entry) {
        Path place = place(entry);
        long here = 0;
        String problem = "";
        Manifest manifest = null;
        try {
            for (RemoteFile file : entry.files()) {
                here += FileDownload.bytes(place.resolve(file.name()));
            }
            manifest = Manifest.read(place);
            problem = manifest == null ? "" : problem(place, manifest);
        } catch (IOException e) {
            problem = Messages.text("models.unreadable", String.valueOf(e.getMessage()));
        }
        State state = !problem.isEmpty()
                ? State.DAMAGED
                : manifest != null ? State.READY : here > 0 ? State.PARTIAL : State.MISSING;
        List<StoredFile> files = manifest == null ? List.of() : manifest.files();
        long size = manifest == null
                ? entry.size()
                : files.stream().mapToLong(StoredFile::size).sum();
        return new EncoderStatus(
                entry.id(),
                entry.title(),
                entry,
                entry.kind(),
                entry.dimensions(),
                state,
                place,
                false,
                here,
                size,
                files,
                problem);
    }

    /** What can be seen at once, without hashing. */
    private static String problem(Path place, Manifest manifest) throws IOException {
        if (manifest.problem() != null) {
            return manifest.problem();
        }
        for (StoredFile file : manifest.files()) {
            Path path = place.resolve(file.name());
            if (!Files.isRegularFile(path)) {
                return Messages.text("models.check.missing", file.name());
            }
            if (Files.size(path) != file.size()) {
                return Messages.text("models.check.size", file.name(), Files.size(path), file.size());
            }
        }
        return "";
    }

    private static EncoderStatus local(String id, @Nullable CatalogueEntry entry, Path place) {
        EncoderKind kind = entry == null ? null : entry.kind();
        int dimensions = entry == null ? 0 : entry.dimensions();
        String problem = "";
        long size = 0;
        try {
            PublishedCheck.Found found = PublishedCheck.look(place);
            kind = found.pictures() ? EncoderKind.IMAGE : EncoderKind.TEXT;
            dimensions = found.dimensions();
            size = CheckEncoder.size(place);
        } catch (UserFacingException e) {
            problem = e.getMessage() + " " + e.next();
        } catch (IOException e) {
            problem = Messages.text("models.unreadable", String.valueOf(e.getMessage()));
        }
        return new EncoderStatus(
                id,
                entry == null ? id : entry.title(),
                entry,
                kind,
                dimensions,
                problem.isEmpty() ? State.READY : State.DAMAGED,
                place,
                true,
                size,
                size,
                List.of(),
                problem);
    }
}
