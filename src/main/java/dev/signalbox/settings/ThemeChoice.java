package dev.signalbox.settings;

/** Which colours the window wears. */
public enum ThemeChoice {
    LIGHT,
    DARK,
    /** As the desktop does. */
    SYSTEM
}
