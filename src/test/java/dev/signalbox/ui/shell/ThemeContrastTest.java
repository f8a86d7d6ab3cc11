package dev.signalbox.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.ThemeChoice;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Text reads on its ground: WCAG 2 asks for a contrast of 4.5 to 1. Colours as JavaFX resolves them in each theme. */
@ExtendWith(ApplicationExtension.class)
class ThemeContrastTest {
    private static final double ENOUGH = 4.5;

    /** Text colour, the grounds it stands on. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("-color-fg-default", "-color-bg-default", "-color-bg-subtle", "-sb-overlay", "-sb-rail"),
            List.of("-color-fg-default", "-sb-page", "-sb-card", "-sb-rail-hover", "-sb-key"),
            List.of("-color-fg-muted", "-color-bg-default", "-color-bg-subtle"),
            List.of("-sb-muted", "-color-bg-default", "-sb-overlay", "-sb-page", "-sb-card", "-sb-rail"),
            List.of("-sb-muted", "-sb-key", "-color-bg-subtle"),
            List.of("-sb-rail-chosen-fg", "-sb-rail-chosen"),
            List.of("-sb-right", "-sb-right-bg", "-color-bg-default", "-sb-card"),
            List.of("-sb-wrong", "-sb-wrong-bg", "-color-bg-default", "-sb-card"),
            List.of("-sb-simulated", "-sb-simulated-bg"),
            List.of("-sb-warning", "-sb-warning-bg"),
            List.of("-color-accent-fg", "-color-bg-default", "-sb-card", "-sb-overlay", "-sb-rail"),
            List.of("-color-danger-fg", "-color-bg-default", "-sb-card"),
            List.of("-fx-text-base-color", "-fx-background", "-fx-control-inner-background", "-fx-color"),
            List.of("-fx-selection-bar-text", "-fx-control-inner-background"));

    @ParameterizedTest
    @EnumSource(
            value = ThemeChoice.class,
            names = {"LIGHT", "DARK"})
    void textReadsOnItsGround(ThemeChoice choice) {
        List<String> poor = new ArrayList<>();
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            VBox root = new VBox();
            Scene scene = new Scene(root, 10, 10);
            new Themes(new SimpleObjectProperty<>(choice)).dress(scene);
            for (List<String> pair : PAIRS) {
                for (String ground : pair.subList(1, pair.size())) {
                    Color text = resolve(root, pair.getFirst());
                    double contrast = contrast(text, resolve(root, ground));
                    if (contrast < ENOUGH) {
                        poor.add(String.format("%s on %s: %.2f", pair.getFirst(), ground, contrast));
                    }
                }
            }
        });
        assertThat(poor).isEmpty();
    }

    @Test
    void bothThemesNameTheSameColours() {
        assertThat(names("/css/light.css")).isNotEmpty().isEqualTo(names("/css/dark.css"));
    }

    @Test
    void contrastOfKnownPairs() {
        assertThat(contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
        assertThat(contrast(Color.web("#767676"), Color.WHITE)).isBetween(4.54, 4.55);
        assertThat(contrast(Color.RED, Color.RED)).isEqualTo(1);
    }

    private static List<String> names(String sheet) {
        try (var in = ThemeContrastTest.class.getResourceAsStream(sheet)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("-sb-"))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .sorted()
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Color resolve(VBox root, String name) {
        Region probe = new Region();
        probe.setStyle("-fx-background-color: " + name + ";");
        root.getChildren().setAll(probe);
        root.applyCss();
        assertThat(probe.getBackground()).as(name).isNotNull();
        Color color = (Color) probe.getBackground().getFills().getFirst().getFill();
        assertThat(color.getOpacity()).as(name + " is opaque").isEqualTo(1);
        return color;
    }

    private static double contrast(Color a, Color b) {
        double la = luminance(a) + 0.05;
        double lb = luminance(b) + 0.05;
        return Math.max(la, lb) / Math.min(la, lb);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
