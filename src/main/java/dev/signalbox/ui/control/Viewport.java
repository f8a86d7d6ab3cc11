package dev.signalbox.ui.control;

/** Where a plane is seen: screen = world * scale + shift, the same scale both ways. */
record Viewport(double scale, double shiftX, double shiftY) {
    static final Viewport IDENTITY = new Viewport(1, 0, 0);

    /** The whole rectangle, centred, with a margin on each side. */
    static Viewport fit(
            double minX, double minY, double maxX, double maxY, double width, double height, double margin) {
        double spanX = Math.max(maxX - minX, 1e-9);
        double spanY = Math.max(maxY - minY, 1e-9);
        double scale = Math.min(Math.max(1, width - 2 * margin) / spanX, Math.max(1, height - 2 * margin) / spanY);
        return new Viewport(scale, width / 2 - (minX + maxX) / 2 * scale, height / 2 - (minY + maxY) / 2 * scale);
    }

    double screenX(double worldX) {
        return worldX * scale + shiftX;
    }

    double screenY(double worldY) {
        return worldY * scale + shiftY;
    }

    double worldX(double screenX) {
        return (screenX - shiftX) / scale;
    }

    double worldY(double screenY) {
        return (screenY - shiftY) / scale;
    }

    /** Zooms so that what lies under the point stays under it. */
    Viewport zoomedAt(double screenX, double screenY, double factor) {
        return new Viewport(
                scale * factor, screenX - (screenX - shiftX) * factor, screenY - (screenY - shiftY) * factor);
    }

    Viewport panned(double dx, double dy) {
        return new Viewport(scale, shiftX + dx, shiftY + dy);
    }

    /** The same view measured in finer pixels. */
    Viewport times(double pixels) {
        return new Viewport(scale * pixels, shiftX * pixels, shiftY * pixels);
    }
}
