package dev.signalbox.exporting;

import java.io.Closeable;
import java.io.IOException;

/** Writes records in one form. */
interface RecordWriter extends Closeable {
    void write(M2Record record) throws IOException;
}
