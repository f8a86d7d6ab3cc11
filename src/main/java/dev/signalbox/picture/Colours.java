package dev.signalbox.picture;

/** Which colours of a picture are meant. */
public enum Colours {
    /** As a screen shows them: colour profile applied, transparency composed over white. */
    SHOWN,
    /**
     * As the published preprocessing of image encoders takes them: colour profile ignored, CMYK by the plain formula,
     * transparency left out, so that the colours under transparent pixels count, and of 16 bits the upper 8.
     */
    STORED
}
