package dev.signalbox.encoders;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An encoder and how it stands on this machine.
 *
 * @param id         what commands call it
 * @param title      what people call it
 * @param entry      of the catalogue, or null for a folder of a person's own
 * @param kind       what it encodes, or null when the folder does not tell
 * @param dimensions of its vectors, 0 when not known
 * @param state      how it stands
 * @param folder     where it is or will be
 * @param local      true when a person chose the folder: it is used in place and never written to
 * @param here       bytes that are here
 * @param size       bytes of the whole, as far as known
 * @param files      what is here, checked; empty unless it was fetched
 * @param problem    what is wrong with it, for people; empty when nothing is known to be
 */
public record EncoderStatus(
        String id,
        String title,
        @Nullable CatalogueEntry entry,
        @Nullable EncoderKind kind,
        int dimensions,
        State state,
        Path folder,
        boolean local,
        long here,
        long size,
        List<StoredFile> files,
        String problem) {
    /** How an encoder stands. Only a ready one is used. */
    public enum State {
        MISSING,
        PARTIAL,
        READY,
        DAMAGED
    }

    public EncoderStatus {
        files = List.copyOf(files);
    }

    /** The SHA-256 of the weights, as fetched or as the catalogue has it; null when neither knows. */
    public @Nullable String weightsSha256() {
        for (StoredFile file : files) {
            if (file.name().endsWith(".safetensors")) {
                return file.sha256();
            }
        }
        return entry == null || local
                ? null
                : entry.files().stream()
                        .filter(file -> file.name().endsWith(".safetensors") && file.sha256() != null)
                        .map(CatalogueEntry.RemoteFile::sha256)
                        .findFirst()
                        .orElse(null);
    }

    /** True when what was fetched, or would be, is known by hashes that do not come from the server. */
    public boolean pinned() {
        return files.isEmpty()
                ? entry != null && entry.pinned()
                : files.stream().allMatch(StoredFile::pinned);
    }
}
