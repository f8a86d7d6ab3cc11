package dev.signalbox.store;

/** The row ids of a dataset's queries, answers and images: (dataset << 32) | number, so that one dataset is one range. */
final class RowId {
    private RowId() {}

    static long of(long dataset, int number) {
        return dataset << 32 | number;
    }

    static long last(long dataset) {
        return of(dataset, Integer.MAX_VALUE);
    }

    static int number(long id) {
        return (int) id;
    }
}
