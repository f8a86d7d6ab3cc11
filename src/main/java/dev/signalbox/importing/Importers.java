package dev.signalbox.importing;

import dev.signalbox.text.UserFacingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Chooses the importer for a source. */
public final class Importers {
    /** Lets the content decide. */
    public static final String AUTO = "auto";

    private static final List<Importer> ALL = List.of(new M2Importer(), new HelmImporter());

    private Importers() {}

    /** The formats that can be asked for, {@link #AUTO} first. */
    public static List<String> formats() {
        return List.of(AUTO, "m2", "helm");
    }

    /**
     * The importer of this format, or with {@link #AUTO} the one that recognises the source.
     *
     * @throws UserFacingException when the source does not exist, the format is unknown, or nothing recognises the source
     */
    public static Importer auto(Path source, String format) {
        if (!Files.exists(source)) {
            throw new UserFacingException("import.missing", source);
        }
        for (Importer importer : ALL) {
            if (format.equals(AUTO)
                    ? importer.recognises(source)
                    : importer.format().equals(format)) {
                return importer;
            }
        }
        throw format.equals(AUTO)
                ? new UserFacingException("import.unrecognised", source)
                : new UserFacingException("import.format", format, String.join(", ", formats()));
    }
}
