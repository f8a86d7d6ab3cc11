package dev.signalbox.ui.control;

/** Where the plot area lies and which values it spans. */
record CurveFrame(
        double left,
        double top,
        double right,
        double bottom,
        double lowX,
        double highX,
        double lowY,
        double highY,
        boolean log) {
    /** NaN for what a logarithmic axis cannot show. */
    double pixelX(double x) {
        return left + share(x) * (right - left);
    }

    private double share(double x) {
        if (!log) {
            return (x - lowX) / (highX - lowX);
        }
        return x > 0 ? Math.log(x / lowX) / Math.log(highX / lowX) : Double.NaN;
    }

    double pixelY(double y) {
        return bottom - (y - lowY) / (highY - lowY) * (bottom - top);
    }

    double valueX(double pixel) {
        double share = (pixel - left) / (right - left);
        return log ? lowX * Math.pow(highX / lowX, share) : lowX + share * (highX - lowX);
    }

    boolean contains(double px, double py) {
        return px >= left && px <= right && py >= top && py <= bottom;
    }
}
