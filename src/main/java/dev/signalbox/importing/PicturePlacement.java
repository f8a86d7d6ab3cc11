package dev.signalbox.importing;

import dev.signalbox.model.PictureFile;
import dev.signalbox.picture.PictureRoots;
import dev.signalbox.picture.PictureRoots.Resolution;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a dataset's pictures are: the agreed folder that holds most of them becomes the dataset's root.
 *
 * @param root  absolute
 * @param paths a named picture's path relative to the root; refused names are absent, missing ones are there
 */
record PicturePlacement(Path root, Map<String, String> paths, List<PictureFile> pictures) {
    /** How a format's picture names are looked up below one folder. */
    @FunctionalInterface
    interface Locator {
        Resolution locate(PictureRoots root, String named);
    }

    /** How a picture that was not found is called relative to the root. */
    @FunctionalInterface
    interface Naming {
        String relative(String named);
    }

    static PicturePlacement of(
            List<DraftBuilder.Entry> entries,
            List<Path> folders,
            Locator locator,
            Naming naming,
            Problems problems,
            Progress progress) {
        Map<String, DraftBuilder.Entry> named = new LinkedHashMap<>();
        for (DraftBuilder.Entry entry : entries) {
            entry.pictures().forEach(picture -> named.putIfAbsent(picture, entry));
        }
        Path root = root(folders, named, locator);
        PictureRoots chosen = new PictureRoots(root);
        PictureRoots all = new PictureRoots(folders);
        PictureCatalog catalog = new PictureCatalog(problems);
        Map<String, String> paths = new HashMap<>();
        int done = 0;
        for (Map.Entry<String, DraftBuilder.Entry> one : named.entrySet()) {
            progress.checkCancelled();
            progress.update(done++ / (double) named.size(), Messages.text("import.progress.pictures"));
            String name = one.getKey();
            Place place = one.getValue().place;
            switch (locator.locate(chosen, name)) {
                case Resolution.Found found -> {
                    catalog.look(place, found);
                    paths.put(name, found.relative());
                }
                case Resolution.Refused refused -> {
                    if (!refused.reason().hostile() && locator.locate(all, name) instanceof Resolution.Found other) {
                        problems.warning(place, "picture.elsewhere", name, other.root(), root);
                    } else {
                        catalog.refused(place, name, refused.reason());
                    }
                    if (!refused.reason().hostile()) {
                        paths.put(name, naming.relative(name));
                    }
                }
            }
        }
        return new PicturePlacement(root, paths, catalog.pictures());
    }

    private static Path root(List<Path> folders, Map<String, DraftBuilder.Entry> named, Locator locator) {
        Path best = folders.getFirst();
        long most = -1;
        for (Path folder : folders.size() == 1 ? List.<Path>of() : folders) {
            PictureRoots roots = new PictureRoots(folder);
            long found = named.keySet().stream()
                    .filter(name -> locator.locate(roots, name) instanceof Resolution.Found)
                    .count();
            if (found > most) {
                most = found;
                best = folder;
            }
        }
        return best;
    }
}
