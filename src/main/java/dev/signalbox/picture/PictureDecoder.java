package dev.signalbox.picture;

import dev.signalbox.model.Raster;
import dev.signalbox.text.UserFacingException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Decodes pictures to what every encoder and every screen sees: upright, 8 bits, no transparency. The same bytes give the
 * same pixels on every machine. Damaged and truncated pictures are refused, never half shown.
 */
@UsesAwt("ImageIO and its plug-ins are the only decoders of WebP, TIFF and CMYK JPEG on the JVM; JavaFX reads none")
public final class PictureDecoder {
    private PictureDecoder() {}

    /**
     * Decodes a file.
     *
     * @throws UserFacingException when it is missing, no picture, damaged, truncated or too large
     */
    public static Raster decode(Path file) {
        return decode(file, PictureHeader.MAX_PIXELS);
    }

    /**
     * Decodes a file, leaving out rows and columns so that at most about this many pixels remain.
     *
     * @param maxPixels above zero
     */
    public static Raster decode(Path file, long maxPixels) {
        return decode(file, maxPixels, Colours.SHOWN);
    }

    /** Decodes a file, with a choice of colours. */
    public static Raster decode(Path file, Colours colours) {
        return decode(file, PictureHeader.MAX_PIXELS, colours);
    }

    private static Raster decode(Path file, long maxPixels, Colours colours) {
        PictureHeader header = PictureHeader.read(file);
        String name = PictureHeader.name(file);
        try (ImageInputStream stream = open(file, header, colours)) {
            return decode(stream, header, name, maxPixels, colours);
        } catch (IOException e) {
            throw new UserFacingException("picture.unreadable", e, name);
        }
    }

    private static ImageInputStream open(Path file, PictureHeader header, Colours colours) throws IOException {
        if (colours == Colours.STORED && header.format().equals("jpeg")) {
            byte[] plain = JpegProfile.without(Files.readAllBytes(file));
            return new MemoryCacheImageInputStream(new ByteArrayInputStream(plain));
        }
        return new FileImageInputStream(file.toFile());
    }

    /** Decodes bytes at hand, such as a picture from the clipboard; the name appears in messages only. */
    public static Raster decode(byte[] bytes, String name) {
        PictureHeader header = PictureHeader.read(bytes, name);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            return decode(stream, header, name, PictureHeader.MAX_PIXELS, Colours.SHOWN);
        } catch (IOException e) {
            throw new UserFacingException("picture.unreadable", e, name);
        }
    }

    private static Raster decode(
            ImageInputStream stream, PictureHeader header, String name, long maxPixels, Colours colours)
            throws IOException {
        if (maxPixels < 1) {
            throw new IllegalArgumentException("maxPixels must be above zero");
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(header.format());
        if (!readers.hasNext()) {
            throw new UserFacingException("picture.nodecoder", name, header.format());
        }
        ImageReader reader = readers.next();
        try {
            Truncation truncation = new Truncation();
            reader.addIIOReadWarningListener(truncation);
            reader.setInput(stream, false, false);
            int step = step(header, maxPixels);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = reader.read(0, param);
            if (truncation.seen) {
                throw new UserFacingException("picture.truncated", name);
            }
            Raster upright = Orientation.apply(Pixels.of(image, colours), header.orientation());
            return header.format().equals("gif") && step == 1 ? onCanvas(upright, header, reader) : upright;
        } catch (EOFException e) {
            throw new UserFacingException("picture.truncated", e, name);
        } catch (IOException | RuntimeException e) {
            throw failure(e, header, name);
        } finally {
            reader.dispose();
        }
    }

    // Decoders meet damage with whatever their parsing runs into: IOException, index, argument and state errors.
    private static UserFacingException failure(Exception e, PictureHeader header, String name) {
        if (e instanceof UserFacingException told) {
            return told;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            boolean end = cause instanceof EOFException
                    || (cause instanceof IIOException && Truncation.says(String.valueOf(cause.getMessage())));
            if (end) {
                return new UserFacingException("picture.truncated", e, name);
            }
        }
        return new UserFacingException("picture.damaged", e, name, header.format());
    }

    private static int step(PictureHeader header, long maxPixels) {
        double pixels = (double) header.width() * header.height();
        return Math.max(1, (int) Math.ceil(Math.sqrt(pixels / maxPixels) - 1e-9));
    }

    /** A GIF's first frame may be smaller than its canvas; the rest of the canvas is empty, that is white. */
    private static Raster onCanvas(Raster frame, PictureHeader header, ImageReader reader) throws IOException {
        int left = 0;
        int top = 0;
        IIOMetadata metadata = reader.getImageMetadata(0);
        if (metadata.getAsTree(metadata.getNativeMetadataFormatName()) instanceof Element root) {
            NodeList descriptors = root.getElementsByTagName("ImageDescriptor");
            if (descriptors.getLength() > 0 && descriptors.item(0) instanceof Element descriptor) {
                left = Integer.parseInt(descriptor.getAttribute("imageLeftPosition"));
                top = Integer.parseInt(descriptor.getAttribute("imageTopPosition"));
            }
        }
        int width = header.width();
        int height = header.height();
        if (left == 0 && top == 0 && frame.width() == width && frame.height() == height) {
            return frame;
        }
        int[] rgb = new int[width * height];
        Arrays.fill(rgb, 0xFFFFFF);
        int columns = Math.min(frame.width(), width - left);
        for (int y = 0; y < Math.min(frame.height(), height - top) && columns > 0; y++) {
            System.arraycopy(frame.rgb(), y * frame.width(), rgb, (y + top) * width + left, columns);
        }
        return new Raster(width, height, rgb);
    }

    /** Hears the JPEG decoder complain that data ran out: it fills the rest with grey and calls that a warning. */
    @UsesAwt("listens to ImageIO")
    private static final class Truncation implements IIOReadWarningListener {
        private boolean seen;

        @Override
        public void warningOccurred(ImageReader source, @Nullable String warning) {
            seen |= says(String.valueOf(warning));
        }

        static boolean says(String warning) {
            String text = warning.toLowerCase(Locale.ROOT);
            return text.contains("premature")
                    || text.contains("unexpected end")
                    || text.contains("end of input")
                    || text.contains("end of file");
        }
    }
}
