package dev.signalbox.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The folders below which a dataset's pictures may lie. Resolves the paths that files name, which may be hostile: only
 * regular files whose real path stays below a root are ever given out.
 */
public final class PictureRoots {
    /** Why a path is not given out. */
    public enum Reason {
        /** Starts at a file system's root, or names a drive or a host. */
        ABSOLUTE,
        /** Climbs out of the root with {@code ..}. */
        ESCAPES,
        /** Lies below the root by name, but a symbolic link leads out of it. */
        LINK_OUT,
        /** An address on a network; nothing is fetched. */
        REMOTE,
        /** Not a path at all. */
        INVALID,
        /** No such file. */
        MISSING,
        /** A folder, a pipe or a device. */
        NOT_A_FILE;

        /** True for paths that no honest dataset has, against those that are merely absent. */
        public boolean hostile() {
            return this == ABSOLUTE || this == ESCAPES || this == LINK_OUT || this == INVALID;
        }
    }

    /** What a path leads to. */
    public sealed interface Resolution {
        /**
         * A readable place.
         *
         * @param root     the root it lies below
         * @param file     absolute
         * @param relative to the root, '/' between names
         */
        record Found(Path root, Path file, String relative) implements Resolution {}

        /** Not given out. */
        record Refused(Reason reason) implements Resolution {}
    }

    private record Root(Path named, Path real) {}

    private final List<Root> roots = new ArrayList<>();

    /** The given folders, tried in order; one that does not exist holds nothing. */
    public PictureRoots(List<Path> folders) {
        for (Path folder : folders) {
            Path named = folder.toAbsolutePath().normalize();
            try {
                roots.add(new Root(named, named.toRealPath()));
            } catch (NoSuchFileException e) {
                roots.add(new Root(named, named));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public PictureRoots(Path folder) {
        this(List.of(folder));
    }

    /** Resolves a path as written in a dataset; backslashes count as separators on every system. */
    public Resolution resolve(String path) {
        String slashed = path.replace('\\', '/');
        if (isRemote(slashed)) {
            return new Resolution.Refused(Reason.REMOTE);
        }
        if (isAbsolute(slashed)) {
            return new Resolution.Refused(Reason.ABSOLUTE);
        }
        if (slashed.isBlank()) {
            return new Resolution.Refused(Reason.INVALID);
        }
        Resolution.Refused refused = new Resolution.Refused(Reason.MISSING);
        for (Root root : roots) {
            Resolution resolution = below(root, slashed);
            if (resolution instanceof Resolution.Found) {
                return resolution;
            }
            if (resolution instanceof Resolution.Refused other && other.reason() != Reason.MISSING) {
                refused = other;
            }
        }
        return refused;
    }

    private static Resolution below(Root root, String path) {
        Path file;
        try {
            file = root.named().resolve(path).normalize();
        } catch (InvalidPathException e) {
            return new Resolution.Refused(Reason.INVALID);
        }
        if (!file.startsWith(root.named()) || file.equals(root.named())) {
            return new Resolution.Refused(Reason.ESCAPES);
        }
        try {
            if (!file.toRealPath().startsWith(root.real())) {
                return new Resolution.Refused(Reason.LINK_OUT);
            }
        } catch (IOException e) {
            // Says the same about a file that is absent and one whose folder may not be entered.
            return new Resolution.Refused(
                    Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(file)
                            ? Reason.NOT_A_FILE
                            : Reason.MISSING);
        }
        if (!Files.isRegularFile(file)) {
            return new Resolution.Refused(Reason.NOT_A_FILE);
        }
        String relative = root.named().relativize(file).toString().replace('\\', '/');
        return new Resolution.Found(root.named(), file, relative);
    }

    private static boolean isRemote(String path) {
        int colon = path.indexOf("://");
        return (colon > 1 && colon < 10 && !path.regionMatches(true, 0, "file", 0, 4))
                || path.regionMatches(true, 0, "data:", 0, 5);
    }

    private static boolean isAbsolute(String path) {
        boolean drive = path.length() >= 2 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
        return path.startsWith("/") || drive || path.toLowerCase(Locale.ROOT).startsWith("file:");
    }
}
