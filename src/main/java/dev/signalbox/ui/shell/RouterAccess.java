package dev.signalbox.ui.shell;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.workbench.OpenRouter;
import java.util.function.Function;

/** Lends out a router in memory; blocks while it loads or another caller uses it. Not for the UI thread. */
public interface RouterAccess {
    /** Works with a router. @throws dev.signalbox.text.UserFacingException when its checkpoint cannot be loaded */
    <T> T use(RouterInfo info, Function<OpenRouter, T> work);
}
