package dev.signalbox.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes the colour profile out of a JPEG file, so that decoders leave its samples alone. */
final class JpegProfile {
    private static final byte[] NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APP2 = 0xE2;
    private static final int START_OF_SCAN = 0xDA;

    private JpegProfile() {}

    /** The same file without APP2 segments that hold a profile; whatever is not understood stays as it is. */
    static byte[] without(byte[] jpeg) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(jpeg.length);
        kept.write(jpeg, 0, Math.min(2, jpeg.length));
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) != START_OF_SCAN) {
            int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
            int end = Math.min(jpeg.length, at + length);
            if ((jpeg[at + 1] & 0xFF) != APP2 || !named(jpeg, at + 4)) {
                kept.write(jpeg, at, end - at);
            }
            at = end;
        }
        kept.write(jpeg, at, Math.max(0, jpeg.length - at));
        return kept.toByteArray();
    }

    private static boolean named(byte[] jpeg, int from) {
        return from + NAME.length <= jpeg.length && Arrays.equals(jpeg, from, from + NAME.length, NAME, 0, NAME.length);
    }
}
