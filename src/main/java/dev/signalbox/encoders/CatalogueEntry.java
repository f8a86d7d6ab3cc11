package dev.signalbox.encoders;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.signalbox.download.FileRequest;
import dev.signalbox.download.Hub;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A published encoder that can be fetched.
 *
 * @param id         what commands call it; also the name of its folder
 * @param title      what people call it
 * @param kind       what it encodes
 * @param purpose    what it is for, in a sentence
 * @param repository {@code owner/name} on the hub
 * @param revision   the commit that is meant
 * @param licence    of the weights
 * @param dimensions of its vectors
 * @param files      what is fetched
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogueEntry(
        String id,
        String title,
        EncoderKind kind,
        String purpose,
        String repository,
        String revision,
        String licence,
        int dimensions,
        List<RemoteFile> files) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");

    /**
     * One of its files.
     *
     * @param name   a plain name
     * @param size   its bytes, or null when not known beforehand
     * @param sha256 lower-case hex, or null when not known beforehand: then the hub’s word counts
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RemoteFile(
            String name, @Nullable Long size, @Nullable String sha256) {
        public RemoteFile {
            if (name == null || !FileRequest.validName(name) || name.equals(Manifest.FILE)) {
                throw new IllegalArgumentException("file " + name);
            }
            if (sha256 != null) {
                sha256 = sha256.toLowerCase(Locale.ROOT);
                if (!FileRequest.validHash(sha256)) {
                    throw new IllegalArgumentException(name + " sha256 " + sha256);
                }
            }
            if (size != null && size < 1) {
                throw new IllegalArgumentException(name + " size " + size);
            }
        }
    }

    /** Refuses, by an IllegalArgumentException that names it, whatever could lead out of the models' folder. */
    public CatalogueEntry {
        if (id == null || !ID.matcher(id).matches() || id.contains("..")) {
            throw new IllegalArgumentException("id " + id);
        }
        if (repository == null || !Hub.validRepository(repository) || repository.contains("..")) {
            throw new IllegalArgumentException(id + ": repository " + repository);
        }
        if (revision == null || !Hub.validRevision(revision)) {
            throw new IllegalArgumentException(id + ": revision " + revision);
        }
        if (kind == null || files == null || files.isEmpty()) {
            throw new IllegalArgumentException(id + ": kind, files");
        }
        files = List.copyOf(files);
        if (files.stream()
                        .map(RemoteFile::name)
                        .collect(HashSet::new, HashSet::add, HashSet::addAll)
                        .size()
                < files.size()) {
            throw new IllegalArgumentException(id + ": two files of one name");
        }
        title = title == null ? id : title;
        purpose = purpose == null ? "" : purpose;
        licence = licence == null ? "" : licence;
    }

    /** Bytes of all files whose size is known. */
    public long size() {
        return files.stream()
                .mapToLong(file -> file.size() == null ? 0 : file.size())
                .sum();
    }

    /** True when every file's SHA-256 is known beforehand. */
    public boolean pinned() {
        return files.stream().allMatch(file -> file.sha256() != null);
    }
}
