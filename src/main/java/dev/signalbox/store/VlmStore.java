package dev.signalbox.store;

import dev.signalbox.model.Price;
import dev.signalbox.model.Vlm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The VLMs that any dataset of a workspace names, with the profile and price that people may change. */
public final class VlmStore {
    private final Database database;

    VlmStore(Database database) {
        this.database = database;
    }

    /** All VLMs by id. */
    public List<Vlm> list() {
        return database.read(session ->
                session.list("SELECT " + DatasetRows.VLM_COLUMNS + " FROM vlm v ORDER BY v.id", DatasetRows::vlm));
    }

    public Optional<Vlm> byId(String id) {
        return database.read(session -> session.first(
                "SELECT " + DatasetRows.VLM_COLUMNS + " FROM vlm v WHERE v.id = ?", DatasetRows::vlm, id));
    }

    /** Changes the sentence that routers encode; scores made with the old one no longer apply. */
    public void setProfile(String id, String profile) {
        change(id, "UPDATE vlm SET profile = ? WHERE id = ?", profile, id);
    }

    /** Changes the list price; null for unknown. */
    public void setPrice(String id, @Nullable Price price) {
        change(
                id,
                "UPDATE vlm SET price_input = ?, price_output = ?, price_image = ? WHERE id = ?",
                price == null ? null : price.inputPerMillion(),
                price == null ? null : price.outputPerMillion(),
                price == null ? null : price.perImage(),
                id);
    }

    private void change(String id, String sql, @Nullable Object... values) {
        if (database.write(session -> session.run(sql, values)) == 0) {
            throw new IllegalArgumentException("No VLM " + id);
        }
    }
}
