package dev.signalbox.ui.shell;

import java.nio.file.Path;

/** Brings data into the window. Called on the UI thread; does its work in jobs and speaks through {@link Dialogs}. */
public interface Opener {
    /** Imports a file or a folder of results that a person chose or dropped. */
    void openResults(Path path);

    /** Opens the embedded simulated dataset. */
    void openSample();

    /** Opens another workspace folder. */
    void openWorkspace(Path folder);
}
