/** The settings screen: theme, name, engine, pictures, privacy, folders, licence. */
@NullMarked
package dev.signalbox.ui.settings;

import org.jspecify.annotations.NullMarked;
