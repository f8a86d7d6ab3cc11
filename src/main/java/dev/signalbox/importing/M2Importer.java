package dev.signalbox.importing;

import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Sha256;
import dev.signalbox.model.Vlm;
import dev.signalbox.picture.PictureRoots;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * M2-style long tables: one record per query and VLM, as JSONL or CSV, alone or in a folder with vlms.json, dataset.json
 * and pictures (ARMS, section 3.1).
 */
final class M2Importer implements Importer {
    @Override
    public String format() {
        return "m2";
    }

    @Override
    public boolean recognises(Path source) {
        if (Files.isRegularFile(source)) {
            return isTable(source);
        }
        boolean helm = Files.exists(source.resolve("run_spec.json")) || Files.isDirectory(source.resolve("runs"));
        return Files.isDirectory(source) && !helm && !tables(source).isEmpty();
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options, Progress progress) {
        Path absolute = source.toAbsolutePath().normalize();
        Path root = Files.isDirectory(source) ? absolute : Objects.requireNonNull(absolute.getParent());
        Problems problems = new Problems();
        List<Path> tables = Files.isDirectory(source) ? tables(root) : List.of(absolute);
        // A pipe or a device would never end.
        if (tables.isEmpty() || !tables.stream().allMatch(Files::isRegularFile)) {
            throw new UserFacingException("import.notable", source);
        }
        DatasetInfo info = DatasetInfo.read(root.resolve("dataset.json"), problems);
        VlmTable vlms = new VlmTable();
        vlms.read(root.resolve("vlms.json"), problems);

        Rows rows = new Rows(problems);
        for (int i = 0; i < tables.size(); i++) {
            Progress part = new PartOfProgress(progress, 0.5 * i / tables.size(), 0.5 * (i + 1) / tables.size());
            read(tables.get(i), rows, problems, part);
        }
        List<Path> roots = new ArrayList<>(List.of(root));
        roots.addAll(options.roots());
        PicturePlacement placement = PicturePlacement.of(
                rows.draft.entries(),
                roots,
                PictureRoots::resolve,
                named -> named.replace('\\', '/'),
                problems,
                new PartOfProgress(progress, 0.5, 1));
        List<Query> queries = rows.draft.queries(placement.paths(), info.fields());
        if (queries.isEmpty() && !problems.hasErrors()) {
            problems.error(new Place(Sources.name(source)), "empty");
        }
        boolean simulated = info.simulated() || rows.simulated > 0;
        if (rows.simulated > 0 && rows.simulated < rows.count) {
            problems.warning(Place.NOWHERE, "simulated.mixed", rows.simulated, rows.count);
        }
        String own = info.name() != null ? info.name() : baseName(absolute);
        return new ImportPlan(
                new DatasetDraft(
                        options.name() != null ? options.name() : simulated ? simulatedName(own) : own,
                        placement.root(),
                        format(),
                        info.source().isEmpty() ? Sources.name(absolute) : info.source(),
                        info.licence(),
                        simulated,
                        vlms(vlms, rows, problems),
                        queries,
                        rows.draft.outputs(),
                        placement.pictures()),
                problems.list());
    }

    private static void read(Path table, Rows rows, Problems problems, Progress progress) {
        if (Sources.name(table).toLowerCase(Locale.ROOT).endsWith(".csv")) {
            new M2Csv(problems, progress).read(table, rows);
        } else {
            new M2Json(problems, progress).read(table, rows);
        }
    }

    /** Joins the rows of all tables, and remembers what they say about VLMs. */
    static final class Rows {
        private final Problems problems;
        private final DraftBuilder draft;
        private final Map<String, Pool> pools = new HashMap<>();
        private final Map<String, Place> firstSeen = new HashMap<>();
        private long count;
        private long simulated;

        Rows(Problems problems) {
            this.problems = problems;
            this.draft = new DraftBuilder(problems, true);
        }

        /** False when no more can be taken. */
        boolean add(Place place, Row row) {
            count++;
            simulated += row.simulated ? 1 : 0;
            if (row.key == null) {
                row.key = derivedKey(row);
                problems.info(place, "key.derived", row.key);
            }
            if (row.vlm != null) {
                firstSeen.putIfAbsent(row.vlm, place);
                pool(place, row, row.vlm);
            }
            return draft.add(place, row);
        }

        private void pool(Place place, Row row, String vlm) {
            if (row.pool == null || row.pool.isBlank()) {
                return;
            }
            if (!VlmTable.isPool(row.pool)) {
                problems.warning(place, "pool", row.pool);
                return;
            }
            Pool pool = VlmTable.pool(row.pool);
            Pool known = pools.putIfAbsent(vlm, pool);
            if (known != null && known != pool) {
                problems.warning(place, "pool.differs", vlm);
            }
        }

        /** Records of the paper have no key: the same question about the same pictures is the same query. */
        private static String derivedKey(Row row) {
            Sha256 hash = new Sha256().add(String.valueOf(row.question));
            for (String picture : row.pictures) {
                hash.add((byte) 0).add(picture);
            }
            return "q-" + hash.hex().substring(0, 16);
        }
    }

    /** The VLMs of vlms.json in its order, then those that only records name. */
    private static List<Vlm> vlms(VlmTable table, Rows rows, Problems problems) {
        List<Vlm> vlms = new ArrayList<>();
        for (Vlm vlm : table.given()) {
            Pool pool = rows.pools.get(vlm.id());
            if (pool != null && pool != vlm.pool()) {
                problems.warning(new Place("vlms.json: " + vlm.id()), "vlms.pooldiffers", vlm.id());
            }
            if (!rows.draft.vlms().contains(vlm.id())) {
                problems.info(new Place("vlms.json: " + vlm.id()), "vlms.silent", vlm.id());
            }
            vlms.add(vlm);
        }
        for (String id : rows.draft.vlms()) {
            if (!table.describes(id)) {
                String profile = table.knownProfile(id);
                Place place = rows.firstSeen.getOrDefault(id, Place.NOWHERE);
                problems.warning(place, profile.isEmpty() ? "vlm.unknown" : "vlm.builtin", id);
                Pool pool = rows.pools.get(id);
                vlms.add(new Vlm(id, profile, pool == null ? table.knownPool(id) : pool, null));
            }
        }
        return vlms;
    }

    private static String simulatedName(String name) {
        return name.toLowerCase(Locale.ROOT).contains("simulated")
                ? name
                : Messages.text("import.name.simulated", name);
    }

    private static String baseName(Path source) {
        String name = Sources.name(source);
        int dot = Files.isDirectory(source) ? -1 : name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static boolean isTable(Path file) {
        String name = Sources.name(file).toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".csv");
    }

    /** The records of a folder: records.jsonl or records.csv, else every JSONL file, else every CSV file. */
    private static List<Path> tables(Path folder) {
        for (String name : List.of("records.jsonl", "records.csv")) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return List.of(file);
            }
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> isTable(file)
                            && Files.isRegularFile(file)
                            && !Sources.name(file).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserFacingException("import.unreadable", e, folder);
        }
        List<Path> json = files.stream()
                .filter(file -> !Sources.name(file).toLowerCase(Locale.ROOT).endsWith(".csv"))
                .toList();
        return json.isEmpty() ? files : json;
    }
}
