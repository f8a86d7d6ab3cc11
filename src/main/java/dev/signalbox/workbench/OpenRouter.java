package dev.signalbox.workbench;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.Router;
import java.util.List;

/**
 * A router in memory with what the workspace knows of it. Use from one thread at a time.
 *
 * @param info its entry; id 0 when it was opened without a workspace
 * @param vlms the VLMs that it was trained to choose among
 */
public record OpenRouter(Router router, RouterInfo info, List<Vlm> vlms) implements AutoCloseable {
    public OpenRouter {
        vlms = List.copyOf(vlms);
    }

    @Override
    public void close() {
        router.close();
    }
}
