package dev.signalbox.ui.control;

/**
 * How points are drawn: many are small and let each other show through, few are large and solid.
 *
 * @param radius  in pixels
 * @param opacity 0..1
 */
record PointLook(double radius, double opacity) {
    private static final double SMALLEST = 0.6;
    private static final double LARGEST = 8;
    private static final double SLOWER_FROM = 3;
    private static final double SOLID = 0.92;
    private static final double FAINTEST = 0.3;

    /**
     * By the room that a point has where points are.
     *
     * @param room pixels of area per point
     */
    static PointLook of(double room) {
        double wished = 0.42 * Math.sqrt(room);
        double radius =
                wished <= SLOWER_FROM ? Math.max(SMALLEST, wished) : SLOWER_FROM * Math.pow(wished / SLOWER_FROM, 0.4);
        radius = Math.min(LARGEST, radius);
        double layers = Math.PI * radius * radius / room;
        double opacity = layers <= 0.6 ? SOLID : SOLID - 0.2 * Math.log(layers / 0.6) / Math.log(2);
        return new PointLook(radius, Math.clamp(opacity, FAINTEST, SOLID));
    }

    /** For one point that stands for several: as solid as they would be one over the other. */
    PointLook instead(int several) {
        return new PointLook(radius, 1 - Math.pow(1 - opacity, several));
    }

    /** The same in finer pixels. */
    PointLook times(double pixels) {
        return new PointLook(radius * pixels, opacity);
    }
}
