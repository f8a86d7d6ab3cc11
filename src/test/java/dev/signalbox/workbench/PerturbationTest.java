package dev.signalbox.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.Raster;
import dev.signalbox.router.QueryInput;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerturbationTest {
    private static final Raster SMALL = new Raster(3, 2, new int[] {1, 2, 3, 4, 5, 6});

    private static Raster noise(int width, int height, long seed) {
        return new Raster(
                width, height, new Random(seed).ints(width * height, 0, 1 << 24).toArray());
    }

    private static QueryInput applied(Perturbation change, QueryInput query) {
        return change.apply(query, noise(5, 5, 9), 3).orElseThrow();
    }

    @Test
    void aQuarterTurnPutsTheLeftEdgeOnTop() {
        Raster turned = Perturbation.rotated(SMALL);
        assertThat(turned.width()).isEqualTo(2);
        assertThat(turned.rgb()).containsExactly(4, 1, 5, 2, 6, 3);
        Raster noise = noise(7, 4, 1);
        Raster back = noise;
        for (int i = 0; i < 4; i++) {
            back = Perturbation.rotated(back);
        }
        assertThat(back.rgb()).containsExactly(noise.rgb());
    }

    @Test
    void theCropIsTheMiddleHalf() {
        int[] rgb = new int[16];
        Arrays.setAll(rgb, i -> i);
        Raster cropped = Perturbation.cropped(new Raster(4, 4, rgb));
        assertThat(cropped.width()).isEqualTo(2);
        assertThat(cropped.rgb()).containsExactly(5, 6, 9, 10);
        assertThat(Perturbation.cropped(new Raster(1, 1, new int[] {7})).rgb()).containsExactly(7);
    }

    /** Against the same three box blurs written without a running sum. */
    @Test
    void theBlurIsThreeBoxBlursAlongEachAxis() {
        for (int[] size : new int[][] {{1, 1}, {2, 9}, {60, 50}, {49, 100}}) {
            Raster noise = noise(size[0], size[1], 4);
            int[] before = noise.rgb().clone();
            int[] slow = before.clone();
            int radius = Math.max(1, Math.min(size[0], size[1]) / 24);
            for (int pass = 0; pass < 3; pass++) {
                slow = slowBox(slow, size[0], size[1], radius, 1, 0);
                slow = slowBox(slow, size[0], size[1], radius, 0, 1);
            }
            assertThat(Perturbation.blurred(noise).rgb()).containsExactly(slow);
            assertThat(noise.rgb()).as("the picture itself stays").containsExactly(before);
        }
    }

    private static int[] slowBox(int[] from, int width, int height, int radius, int dx, int dy) {
        int[] to = new int[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int sum = 0;
                    for (int i = -radius; i <= radius; i++) {
                        int sx = Math.clamp(x + i * dx, 0, width - 1);
                        int sy = Math.clamp(y + i * dy, 0, height - 1);
                        sum += from[sy * width + sx] >> shift & 255;
                    }
                    to[y * width + x] |= Math.round((float) sum / (2 * radius + 1)) << shift;
                }
            }
        }
        return to;
    }

    @Test
    void wordsAreTheSameInAnotherOrder() {
        for (int seed = 0; seed < 200; seed++) {
            String shuffled = Perturbation.shuffled("what is  two\nplus two?", new Random(seed));
            assertThat(shuffled).isNotEqualTo("what is two plus two?");
            assertThat(shuffled.split(" ")).containsExactlyInAnyOrder("what", "is", "two", "plus", "two?");
        }
    }

    @Test
    void everyLongWordGetsOneSlip() {
        for (int seed = 0; seed < 200; seed++) {
            String text = "Which street-sign 𝒜𝒷𝒸𝒹 shows 1234 cat aaaa?";
            String[] before = text.split("[ \\-?]");
            String[] after = Perturbation.misspelt(text, new Random(seed)).split("[ \\-?]");
            for (int i = 0; i < before.length; i++) {
                boolean stays = before[i].equals("1234") || before[i].equals("cat") || before[i].equals("aaaa");
                assertThat(after[i].equals(before[i])).as(after[i]).isEqualTo(stays);
                assertThat(after[i].codePoints().sorted().toArray())
                        .containsExactly(before[i].codePoints().sorted().toArray());
                assertThat(after[i].codePointAt(0)).isEqualTo(before[i].codePointAt(0));
            }
        }
    }

    @Test
    void eachChangesOneSideOnlyAndAlikeForOneSeed() {
        QueryInput query = new QueryInput("which of the bars is highest", noise(30, 20, 1));
        for (Perturbation change : Perturbation.values()) {
            QueryInput changed = applied(change, query);
            boolean words = !changed.question().equals(query.question());
            boolean picture = changed.picture() != query.picture();
            assertThat((words ? 1 : 0) + (picture ? 1 : 0))
                    .as("%s", change)
                    .isEqualTo(change == Perturbation.SAME ? 0 : 1);
            assertThat(applied(change, query).question()).isEqualTo(changed.question());
        }
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        QueryInput text = new QueryInput("why", null);
        for (Perturbation change : Perturbation.values()) {
            boolean possible = change == Perturbation.SAME || change == Perturbation.EMPTY;
            assertThat(change.apply(text, SMALL, 1).isPresent())
                    .as("%s", change)
                    .isEqualTo(possible);
        }
        assertThat(Perturbation.SWAPPED.apply(new QueryInput("why", SMALL), null, 1))
                .isEmpty();
    }
}
