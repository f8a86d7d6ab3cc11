/** The models screen: encoders to download or choose, router checkpoints, devices, and the way to the hub. */
@NullMarked
package dev.signalbox.ui.models;

import org.jspecify.annotations.NullMarked;
