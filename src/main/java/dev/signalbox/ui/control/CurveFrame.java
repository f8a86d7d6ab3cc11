package dev.signalbox.ui.control;

/** Where the plot area lies and which values it spans. */
record CurveFrame(
        double left, double top, double right, double bottom, double lowX, double highX, double lowY, double highY) {
    double pixelX(double x) {
        return left + (x - lowX) / (highX - lowX) * (right - left);
    }

    double pixelY(double y) {
        return bottom - (y - lowY) / (highY - lowY) * (bottom - top);
    }

    double valueX(double pixel) {
        return lowX + (pixel - left) / (right - left) * (highX - lowX);
    }

    boolean contains(double px, double py) {
        return px >= left && px <= right && py >= top && py <= bottom;
    }
}
