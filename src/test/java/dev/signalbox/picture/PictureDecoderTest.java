package dev.signalbox.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.Raster;
import dev.signalbox.text.UserFacingException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
    /** Lossless 1 x 1 and lossy 1 x 1 WebP pictures, as published with the format's feature tests. */
    private static final String WEBP_LOSSLESS = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    private static final String WEBP_LOSSY = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

    @TempDir
    Path folder;

    static byte[] encode(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(ImageIO.write(image, format, out)).as(format).isTrue();
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static BufferedImage noise(int width, int height, int type, long seed) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void losslessFormatsGiveTheSamePixelsBack(String format) {
        BufferedImage image = noise(37, 23, BufferedImage.TYPE_INT_RGB, 1);
        byte[] bytes = encode(image, format);
        assertThat(PictureHeader.read(bytes, "x")).isEqualTo(new PictureHeader(format, 37, 23, 1));
        Raster raster = PictureDecoder.decode(bytes, "x");
        for (int y = 0; y < 23; y++) {
            for (int x = 0; x < 37; x++) {
                assertThat(raster.rgb()[y * 37 + x]).isEqualTo(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
    }

    @Test
    void palettesAndGifsKeepTheirColours() {
        BufferedImage image = new BufferedImage(15, 14, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(2, 1, 0xFFFF0000);
        for (String format : new String[] {"png", "gif"}) {
            Raster raster = PictureDecoder.decode(encode(image, format), "x");
            assertThat(raster.width()).isEqualTo(15);
            assertThat(raster.rgb()[15 + 2]).isEqualTo(0xFF0000);
            assertThat(raster.rgb()[15 + 3]).isZero();
        }
    }

    @Test
    void greySamplesStayAsTheyAre() {
        BufferedImage bytes = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage shorts = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
        for (int v = 0; v < 256; v++) {
            bytes.getRaster().setSample(v, 0, 0, v);
            shorts.getRaster().setSample(v, 0, 0, v * 257);
        }
        for (BufferedImage image : new BufferedImage[] {bytes, shorts}) {
            Raster raster = PictureDecoder.decode(encode(image, "png"), "x");
            for (int v = 0; v < 256; v++) {
                assertThat(raster.rgb()[v]).isEqualTo(v << 16 | v << 8 | v);
            }
        }
    }

    @Test
    void alphaIsComposedOverWhite() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00123456);
        image.setRGB(1, 0, 0x80FF0000);
        image.setRGB(2, 0, 0xFF00FF00);
        assertThat(PictureDecoder.decode(encode(image, "png"), "x").rgb())
                .containsExactly(0xFFFFFF, 0xFF7F7F, 0x00FF00);
    }

    @Test
    void sixteenBitColoursAreScaled() {
        BufferedImage image = wide();
        image.getRaster().setPixel(0, 0, new int[] {65535, 0, 128 * 257});
        image.getRaster().setPixel(1, 0, new int[] {1 * 257, 2 * 257, 3 * 257});
        assertThat(PictureDecoder.decode(encode(image, "png"), "x").rgb()).containsExactly(0xFF0080, 0x010203);
    }

    @Test
    void storedColoursAreThoseUnderTransparency() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00123456);
        image.setRGB(1, 0, 0x80FF0000);
        image.setRGB(2, 0, 0xFF00FF00);
        assertThat(stored(encode(image, "png"))).containsExactly(0x123456, 0xFF0000, 0x00FF00);
    }

    @Test
    void ofSixteenStoredBitsTheUpperEightCount() throws IOException {
        BufferedImage image = wide();
        image.getRaster().setPixel(0, 0, new int[] {65535, 255, 0x80FF});
        image.getRaster().setPixel(1, 0, new int[] {0x0100, 0x02FF, 0xFEFF});
        assertThat(stored(encode(image, "png"))).containsExactly(0xFF0080, 0x0102FE);
    }

    @Test
    void storedColoursKnowNoProfile() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, 0x804020);
        }
        byte[] plain = encode(image, "jpeg");
        byte[] profile = java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_LINEAR_RGB)
                .getData();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        int length = 2 + 12 + 2 + profile.length;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE2, (byte) (length >> 8), (byte) length});
        out.writeBytes("ICC_PROFILE\0\1\1".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        out.writeBytes(profile);
        out.write(plain, 2, plain.length - 2);
        assertThat(stored(out.toByteArray())).isEqualTo(stored(plain));
        assertThat(PictureDecoder.decode(out.toByteArray(), "x").rgb())
                .isNotEqualTo(PictureDecoder.decode(plain, "x").rgb());
    }

    private int[] stored(byte[] bytes) throws IOException {
        Path file = folder.resolve("stored");
        Files.write(file, bytes);
        return PictureDecoder.decode(file, Colours.STORED).rgb();
    }

    private static BufferedImage wide() {
        return new BufferedImage(
                new java.awt.image.ComponentColorModel(
                        java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB),
                        false,
                        false,
                        java.awt.Transparency.OPAQUE,
                        DataBuffer.TYPE_USHORT),
                java.awt.image.Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 2, 1, 3, null),
                false,
                null);
    }

    @Test
    void cmykJpegComesOutInColour() throws IOException {
        java.awt.image.WritableRaster raster =
                java.awt.image.Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                raster.setPixel(x, y, new int[] {255, 0, 0, 255}); // Adobe writes ink upside down: red
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        byte[] plain = out.toByteArray();
        ByteArrayOutputStream adobe = new ByteArrayOutputStream();
        adobe.write(plain, 0, 2);
        adobe.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
        adobe.write(plain, 2, plain.length - 2);
        int rgb = PictureDecoder.decode(adobe.toByteArray(), "x").rgb()[32 * 16 + 16];
        assertThat(rgb >> 16).as("red of %06x", rgb).isGreaterThan(180);
        assertThat(rgb >> 8 & 0xFF).isLessThan(80);
        assertThat(rgb & 0xFF).isLessThan(80);
    }

    @Test
    void webpIsDecoded() {
        for (String text : new String[] {WEBP_LOSSLESS, WEBP_LOSSY}) {
            byte[] bytes = Base64.getDecoder().decode(text);
            assertThat(PictureHeader.read(bytes, "x")).isEqualTo(new PictureHeader("webp", 1, 1, 1));
            assertThat(PictureDecoder.decode(bytes, "x").width()).isEqualTo(1);
        }
    }

    /** Every orientation of a 3 x 2 picture, drawn by hand: the letter at each place names the stored pixel. */
    @ParameterizedTest
    @CsvSource({
        "1,abc/def",
        "2,cba/fed",
        "3,fed/cba",
        "4,def/abc",
        "5,ad/be/cf",
        "6,da/eb/fc",
        "7,fc/eb/da",
        "8,cf/be/ad"
    })
    void orientationIsApplied(int orientation, String expected) throws IOException {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 6; i++) {
            image.setRGB(i % 3, i / 3, 0x010101 * ('a' + i));
        }
        String[] rows = expected.split("/");
        byte[] bytes = withExif(encode(image, "png"), orientation);
        PictureHeader header = PictureHeader.read(bytes, "x");
        assertThat(header.width()).isEqualTo(rows[0].length());
        assertThat(header.height()).isEqualTo(rows.length);
        Raster raster = PictureDecoder.decode(bytes, "x");
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length(); x++) {
                assertThat((char) (raster.rgb()[y * raster.width() + x] & 0xFF)).isEqualTo(rows[y].charAt(x));
            }
        }
    }

    @Test
    void jpegOrientationIsReadFromExif() {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        byte[] jpeg = encode(image, "jpeg");
        byte[] exif = exif(6);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 8)});
        out.writeBytes("Exif\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        out.writeBytes(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        assertThat(PictureHeader.read(out.toByteArray(), "x")).isEqualTo(new PictureHeader("jpeg", 32, 64, 6));
        Raster raster = PictureDecoder.decode(out.toByteArray(), "x");
        assertThat(raster.width()).isEqualTo(32);
        assertThat(raster.height()).isEqualTo(64);
    }

    private static byte[] exif(int orientation) {
        return new byte[] {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0
        };
    }

    /** Puts an eXIf chunk behind a PNG's IHDR. */
    private static byte[] withExif(byte[] png, int orientation) {
        byte[] exif = exif(orientation);
        byte[] chunk = new byte[exif.length + 12];
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(chunk);
        buffer.putInt(exif.length).put(new byte[] {'e', 'X', 'I', 'f'}).put(exif);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(chunk, 4, exif.length + 4);
        buffer.putInt((int) crc.getValue());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, 33);
        out.writeBytes(chunk);
        out.write(png, 33, png.length - 33);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
    void truncatedPicturesAreRefusedWithAClearText(String format) {
        byte[] bytes = encode(noise(120, 90, BufferedImage.TYPE_INT_RGB, 2), format);
        for (double part : new double[] {0.3, 0.6, 0.9}) {
            byte[] cut = Arrays.copyOf(bytes, (int) (bytes.length * part));
            assertThatThrownBy(() -> PictureDecoder.decode(cut, "cut." + format))
                    .as("%s at %s", format, part)
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining("cut." + format);
        }
    }

    @Test
    void randomDamageNeverEscapesAsAnythingButAClearFailure() {
        Random random = new Random(3);
        for (String format : new String[] {"png", "jpeg", "gif", "bmp", "tiff"}) {
            byte[] bytes = encode(noise(20, 20, BufferedImage.TYPE_INT_RGB, 4), format);
            for (int round = 0; round < 60; round++) {
                byte[] damaged = bytes.clone();
                for (int i = 0; i < 5; i++) {
                    damaged[random.nextInt(Math.min(damaged.length, 200))] = (byte) random.nextInt();
                }
                try {
                    assertThat(PictureDecoder.decode(damaged, "d").width()).isPositive();
                } catch (UserFacingException e) {
                    assertThat(e.code()).startsWith("picture.");
                    assertThat(e.next()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void hugePicturesAreSubsampled() throws IOException {
        Path file = folder.resolve("big.png");
        Files.write(file, encode(noise(400, 200, BufferedImage.TYPE_INT_RGB, 5), "png"));
        Raster raster = PictureDecoder.decode(file, 20_000);
        assertThat(raster.width()).isEqualTo(200);
        assertThat(raster.height()).isEqualTo(100);
        assertThat(PictureDecoder.decode(file).rgb())
                .isEqualTo(PictureDecoder.decode(Files.readAllBytes(file), "x").rgb());
    }

    @Test
    void theContentDecidesNotTheName() throws IOException {
        Path zip = folder.resolve("photo.jpg");
        Files.write(zip, new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0});
        assertThatThrownBy(() -> PictureHeader.read(zip))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("photo.jpg")
                .hasMessageContaining("ZIP");
        Path png = folder.resolve("really-png.jpg");
        Files.write(png, encode(noise(4, 4, BufferedImage.TYPE_INT_RGB, 6), "png"));
        assertThat(PictureHeader.read(png).format()).isEqualTo("png");
        assertThat(PictureFormat.fits("png", "really-png.jpg")).isFalse();
        assertThat(PictureFormat.fits("jpeg", "a.JFIF")).isTrue();
        assertThat(PictureFormat.fits("jpeg", "noextension")).isTrue();
    }

    @Test
    void aHeaderOfNineHundredMegapixelsIsRefusedUndecoded() {
        byte[] png = encode(noise(2, 2, BufferedImage.TYPE_INT_RGB, 7), "png");
        java.nio.ByteBuffer.wrap(png).putInt(16, 30_000).putInt(20, 30_000);
        assertThatThrownBy(() -> PictureDecoder.decode(png, "bomb.png"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("30,000 x 30,000")
                .hasMessageContaining("100 megapixels");
    }

    @Test
    void missingAndEmptyFilesSaySo() throws IOException {
        assertThatThrownBy(() -> PictureHeader.read(folder.resolve("no.png")))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("picture.missing"));
        Path empty = Files.createFile(folder.resolve("empty.png"));
        assertThatThrownBy(() -> PictureDecoder.decode(empty))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("picture.empty"));
    }
}
