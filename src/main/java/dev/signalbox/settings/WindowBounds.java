package dev.signalbox.settings;

/**
 * Where the window was, in screen pixels.
 *
 * @param maximised true when it filled the screen; the other numbers are then those to return to
 */
public record WindowBounds(double x, double y, double width, double height, boolean maximised) {}
