package dev.signalbox.router.engine;

import dev.signalbox.model.Raster;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A world to be changed in one respect. */
class OtherWorld implements TrainingData {
    private final TrainingData world;

    OtherWorld(TrainingData world) {
        this.world = world;
    }

    @Override
    public String name() {
        return world.name();
    }

    @Override
    public String hash() {
        return world.hash();
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public int size() {
        return world.size();
    }

    @Override
    public String question(int query) {
        return world.question(query);
    }

    @Override
    public @Nullable Raster picture(int query) {
        return world.picture(query);
    }

    @Override
    public List<String> pictureNames(int query) {
        return world.pictureNames(query);
    }

    @Override
    public int label(int query, int vlm) {
        return world.label(query, vlm);
    }

    @Override
    public boolean isTrain(int query) {
        return world.isTrain(query);
    }

    @Override
    public List<Vlm> vlms() {
        return world.vlms();
    }
}
