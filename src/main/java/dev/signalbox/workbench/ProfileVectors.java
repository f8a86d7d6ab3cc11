package dev.signalbox.workbench;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import java.util.List;

/** Turns profile sentences into vectors. */
public interface ProfileVectors {
    /** Loads the router for it, which takes a second or so. */
    ProfileVectors BY_ROUTER = (router, vlms) -> {
        try (OpenRouter loaded = RouterLibrary.load(router)) {
            return loaded.router().profiles(vlms);
        }
    };

    /** @return [K][p], of which the first numbers, as many as a fused vector has, are compared with it */
    float[][] of(RouterInfo router, List<Vlm> vlms);
}
