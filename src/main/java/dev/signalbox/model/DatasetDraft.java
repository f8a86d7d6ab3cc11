package dev.signalbox.model;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything one import brings, checked and ready to be stored in one transaction.
 *
 * @param name      the dataset's name; an existing dataset of this name is added to, by key
 * @param root      the absolute folder below which its pictures lie
 * @param format    {@code m2} or {@code helm}
 * @param source    where it came from, for exports
 * @param licence   its licence, empty when unknown
 * @param simulated true when no real model gave these answers
 */
public record DatasetDraft(
        String name,
        Path root,
        String format,
        String source,
        String licence,
        boolean simulated,
        List<Vlm> vlms,
        List<Query> queries,
        List<Output> outputs,
        List<PictureFile> pictures) {
    public DatasetDraft {
        vlms = List.copyOf(vlms);
        queries = List.copyOf(queries);
        outputs = List.copyOf(outputs);
        pictures = List.copyOf(pictures);
    }
}
