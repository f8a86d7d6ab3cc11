package dev.signalbox.importing;

import dev.signalbox.model.PictureFile;
import dev.signalbox.model.Sha256;
import dev.signalbox.picture.PictureHeader;
import dev.signalbox.picture.PictureRoots;
import dev.signalbox.picture.PictureRoots.Resolution;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at every picture that an import names, once: is it there, is it a picture, what is its size and hash. */
final class PictureCatalog {
    private final Problems problems;
    private final Map<Path, PictureFile> seen = new LinkedHashMap<>();

    PictureCatalog(Problems problems) {
        this.problems = problems;
    }

    /** The pictures looked at so far that are good, in the order in which they were named. */
    List<PictureFile> pictures() {
        return List.copyOf(seen.values());
    }

    /** Tells why a path is not given out. Hostile ones are errors; absent ones are warnings. */
    void refused(Place place, String path, PictureRoots.Reason reason) {
        String kind = "picture." + reason.name().toLowerCase(Locale.ROOT);
        if (reason.hostile()) {
            problems.error(place, kind, path);
        } else {
            problems.warning(place, kind, path);
        }
    }

    /** Reads a picture's header and hash; what is no picture is an error. */
    void look(Place place, Resolution.Found found) {
        if (seen.containsKey(found.file())) {
            return;
        }
        try {
            PictureHeader header = PictureHeader.read(found.file());
            if (!header.fits(found.relative())) {
                problems.info(place, "picture.extension", found.relative(), header.format());
            }
            seen.put(
                    found.file(),
                    new PictureFile(
                            found.relative(),
                            new Sha256().add(found.file()).hex(),
                            header.format(),
                            header.width(),
                            header.height(),
                            Files.size(found.file())));
        } catch (UserFacingException e) {
            problems.error(place, "picture.bad", found.relative(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problems.error(place, "picture.unreadable", found.relative());
        }
    }
}
