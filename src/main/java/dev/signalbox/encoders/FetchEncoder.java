package dev.signalbox.encoders;

import dev.signalbox.download.FileDownload;
import dev.signalbox.download.FileRequest;
import dev.signalbox.download.Hub;
import dev.signalbox.encoders.CatalogueEntry.RemoteFile;
import dev.signalbox.router.engine.PublishedCheck;
import dev.signalbox.task.FolderLock;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an encoder of the catalogue, or the rest of it: file after file, each checked as it comes, then all together.
 * Only then is it marked as usable. Stopped at any moment it goes on from there the next time.
 */
public final class FetchEncoder {
    private final EncoderLibrary library;
    private final Hub hub;
    private final LongSupplier nanos;

    public FetchEncoder(EncoderLibrary library, Hub hub) {
        this(library, hub, System::nanoTime);
    }

    FetchEncoder(EncoderLibrary library, Hub hub, LongSupplier nanos) {
        this.library = library;
        this.hub = hub;
        this.nanos = nanos;
    }

    /**
     * Fetches it. One that is whole already is only checked.
     *
     * @throws UserFacingException   {@code models.*}, {@code download.*}, {@code encoder.*}
     * @throws CancellationException when asked to stop; what is here stays
     */
    public EncoderStatus run(String id, Progress progress) {
        CatalogueEntry entry = library.entry(id);
        if (!entry.pinned() && !hub.trusted()) {
            throw new UserFacingException("download.plain", entry.id(), hub.toString());
        }
        Path place = library.place(entry);
        try (FolderLock _ = library.lock(entry)) {
            Map<String, String> hashes = hashes(entry, Manifest.read(place));
            Files.deleteIfExists(place.resolve(Manifest.FILE));
            List<StoredFile> files = fetch(entry, place, hashes, progress);
            progress.update(1, Messages.text("models.checking", entry.title()));
            look(entry, place);
            Manifest.of(entry, hub.toString(), files).write(place);
            for (RemoteFile file : entry.files()) {
                FileDownload.forget(place.resolve(file.name()));
            }
        } catch (IOException e) {
            throw new UserFacingException("models.files", e, place, String.valueOf(e.getMessage()));
        }
        return library.get(id);
    }

    /** What each file shall hash to, where that is known: from the catalogue, else from an earlier fetch. */
    private static Map<String, String> hashes(CatalogueEntry entry, @Nullable Manifest earlier) {
        Map<String, String> hashes = new HashMap<>();
        if (earlier != null && earlier.revision().equals(entry.revision())) {
            earlier.files().forEach(file -> hashes.put(file.name(), file.sha256()));
        }
        for (RemoteFile file : entry.files()) {
            if (file.sha256() != null) {
                hashes.put(file.name(), file.sha256());
            }
        }
        return hashes;
    }

    private List<StoredFile> fetch(CatalogueEntry entry, Path place, Map<String, String> hashes, Progress progress)
            throws IOException {
        Speed speed = new Speed(nanos);
        List<StoredFile> files = new ArrayList<>();
        long before = 0;
        try (FileDownload download = new FileDownload(hub)) {
            for (RemoteFile file : entry.files()) {
                Path target = place.resolve(file.name());
                FileRequest request = new FileRequest(
                        hub.file(entry.repository(), entry.revision(), file.name()),
                        target,
                        file.size() == null ? -1 : file.size(),
                        hashes.get(file.name()));
                long done = before;
                String hash = download.fetch(
                        request,
                        bytes -> {
                            long here = done + bytes;
                            long all = Math.max(entry.size(), here);
                            progress.update((double) here / all, speed.say(here, all));
                        },
                        progress);
                files.add(new StoredFile(file.name(), Files.size(target), hash, file.sha256() != null));
                before += Files.size(target);
            }
        }
        return files;
    }

    /** A whole download can still be of something else; then nothing says that it may be used. */
    private static void look(CatalogueEntry entry, Path place) throws IOException {
        PublishedCheck.Found found = PublishedCheck.look(place);
        if (found.pictures() != (entry.kind() == EncoderKind.IMAGE)) {
            throw new UserFacingException("models.kind", entry.id());
        }
    }
}
