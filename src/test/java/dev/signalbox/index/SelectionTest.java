package dev.signalbox.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final Selection odd = Selection.of(1, 3, 5, 99);
    private final Selection low = Selection.of(0, 1, 2, 3);

    @Test
    void combines() {
        assertThat(odd.and(low)).isEqualTo(Selection.of(3, 1));
        assertThat(odd.or(low).toArray()).containsExactly(0, 1, 2, 3, 5, 99);
        assertThat(odd.minus(low).toArray()).containsExactly(5, 99);
        assertThat(low.not(6).toArray()).containsExactly(4, 5);
        assertThat(low.toggled(0).toggled(7).toArray()).containsExactly(1, 2, 3, 7);
        assertThat(low.toArray()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void tells() {
        assertThat(odd.size()).isEqualTo(4);
        assertThat(odd.contains(99)).isTrue();
        assertThat(odd.contains(98)).isFalse();
        assertThat(odd.next(4)).isEqualTo(5);
        assertThat(odd.next(100)).isEqualTo(-1);
        assertThat(Selection.none().isEmpty()).isTrue();
        assertThat(Selection.all(3)).isEqualTo(Selection.of(0, 1, 2)).hasSameHashCodeAs(Selection.of(0, 1, 2));
        List<Integer> seen = new ArrayList<>();
        odd.forEach(seen::add);
        assertThat(seen).containsExactly(1, 3, 5, 99);
        assertThat(odd.stream().sum()).isEqualTo(108);
    }

    @Test
    void keepsNothingThatOthersCanChange() {
        BitSet bits = new BitSet();
        bits.set(4);
        Selection selection = Selection.of(bits);
        bits.set(5);
        selection.copy().set(6);
        assertThat(selection.toArray()).containsExactly(4);
    }
}
