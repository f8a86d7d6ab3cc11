package dev.signalbox.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static List<String> lines(InputStream in, int max) throws IOException {
        LineReader reader = new LineReader(in, max);
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(new String(
                    reader.buffer(), reader.from(), reader.to() - reader.from(), StandardCharsets.ISO_8859_1));
            assertThat(reader.line()).isEqualTo(lines.size());
        }
        return lines;
    }

    @Test
    void agreesWithSplittingTheWholeText() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            int count = random.nextInt(40);
            for (int i = 0; i < count; i++) {
                text.append("x".repeat(random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(30)))
                        .append(random.nextBoolean() ? "\n" : "\r\n");
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            InputStream drops = new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int read(byte[] b, int off, int len) {
                    return super.read(b, off, Math.min(len, 1 + random.nextInt(70_000)));
                }
            };
            assertThat(lines(drops, 1 << 20)).isEqualTo(text.toString().lines().toList());
        }
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(lines(new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.US_ASCII)), 100))
                .containsExactly("a", "b");
    }

    @Test
    void endlessLinesStopAtTheLimit() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] b, int off, int len) {
                java.util.Arrays.fill(b, off, off + len, (byte) 'x');
                return len;
            }
        };
        assertThatThrownBy(() -> lines(endless, 1 << 20)).isInstanceOf(LineReader.TooLong.class);
    }

    @Test
    void utf8IsJudgedLikeTheDecoder() {
        Random random = new Random(2);
        int good = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(8)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                byte[] text = new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
                bytes = text;
                if (bytes.length > 0 && random.nextBoolean()) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            boolean valid;
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                valid = new String(bytes, StandardCharsets.UTF_8).indexOf(0) < 0;
            } catch (CharacterCodingException e) {
                valid = false;
            }
            good += valid ? 1 : 0;
            assertThat(Utf8.firstInvalid(bytes, 0, bytes.length) < 0).isEqualTo(valid);
        }
        assertThat(good).isBetween(2_000, 18_000);
    }
}
