package dev.signalbox.encoders;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.download.HubServer;
import dev.signalbox.encoders.CatalogueEntry.RemoteFile;
import dev.signalbox.model.Sha256;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.engine.SmallCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Small published encoders on a hub of this machine, with their entries in a catalogue. */
public final class HubModels {
    /** The picture encoder, known by its hashes. */
    public static final String CLIP = "small-clip";

    /** The text encoder, whose hashes nobody knows beforehand. */
    public static final String BERT = "small-bert";

    private final HubServer server;
    private final Path origin;

    /** @param origin where the encoders are made */
    public HubModels(HubServer server, Path origin) throws IOException {
        this.server = server;
        this.origin = origin;
        SmallCheckpoints.image(origin.resolve(CLIP), Safetensors.Type.F32);
        SmallCheckpoints.text(origin.resolve(BERT), "distilbert.", Safetensors.Type.F32);
        for (String id : List.of(CLIP, BERT)) {
            for (Path file : files(id)) {
                server.serve("test/" + id, file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
    }

    /** Its files, the weights last, as in the catalogue that comes with Signalbox. */
    public List<Path> files(String id) throws IOException {
        try (var files = Files.list(origin.resolve(id))) {
            return files.sorted(
                            Comparator.comparing((Path file) -> file.toString().endsWith(".safetensors"))
                                    .thenComparing(file -> file))
                    .toList();
        }
    }

    public byte[] content(String id, String name) throws IOException {
        return Files.readAllBytes(origin.resolve(id).resolve(name));
    }

    /** How one of its files is served from now on. */
    public HubServer.Served serve(String id, String name) throws IOException {
        return server.serve("test/" + id, name, content(id, name));
    }

    public List<CatalogueEntry> entries() throws IOException {
        return List.of(
                entry(CLIP, "Small CLIP", EncoderKind.IMAGE, 10, true),
                entry(BERT, "Small DistilBERT", EncoderKind.TEXT, 12, false));
    }

    private CatalogueEntry entry(String id, String title, EncoderKind kind, int dimensions, boolean pinned)
            throws IOException {
        List<RemoteFile> files = new ArrayList<>();
        for (Path file : files(id)) {
            String hash = pinned ? new Sha256().add(file).hex() : null;
            files.add(new RemoteFile(file.getFileName().toString(), pinned ? Files.size(file) : null, hash));
        }
        return new CatalogueEntry(id, title, kind, "For tests.", "test/" + id, "main", "made here", dimensions, files);
    }

    /** Puts the entries where a person's own are. */
    public void writeOwn(Path config) throws IOException {
        Files.createDirectories(config);
        new ObjectMapper().writeValue(config.resolve(Catalogue.OWN).toFile(), Map.of("models", entries()));
    }
}
