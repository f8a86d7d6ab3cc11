package dev.signalbox.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void numbersAreShort() {
        assertThat(Figures.number(8e-5)).isEqualTo("8e-5");
        assertThat(Figures.number(1e-12)).isEqualTo("1e-12");
        assertThat(Figures.number(0.001)).isEqualTo("0.001");
        assertThat(Figures.number(32)).isEqualTo("32");
        assertThat(Figures.number(0)).isEqualTo("0");
        assertThat(Figures.number(1.5e-5)).isEqualTo("1.5e-5");
        assertThat(Double.parseDouble(Figures.number(-2.5e-7))).isEqualTo(-2.5e-7);
        assertThat(Figures.tick(0.0006000000000000001)).isEqualTo("0.0006");
        assertThat(Figures.learningRate(7.5e-4)).isEqualTo("7.50e-4");
        assertThat(Figures.clock(42)).isEqualTo("0:42");
        assertThat(Figures.clock(7985)).isEqualTo("2:13:05");
        assertThat(Figures.count(834_112)).isEqualTo("834k");
        assertThat(Figures.count(181_900_000)).isEqualTo("181.9M");
        assertThat(Figures.percent(.5, 100)).isEqualTo("50.0% [40.4, 59.6]");
        assertThat(Figures.points(-.0364)).isEqualTo("−3.6");
    }
}
