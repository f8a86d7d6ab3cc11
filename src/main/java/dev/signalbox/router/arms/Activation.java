package dev.signalbox.router.arms;

/** Activations of the feed-forward parts. */
public enum Activation {
    /** x * Phi(x), by the error function. */
    GELU,
    /** x * sigmoid(1.702 x), as CLIP was trained with. */
    QUICK_GELU,
    RELU
}
