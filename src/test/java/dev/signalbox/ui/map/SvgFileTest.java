package dev.signalbox.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ui.control.ScatterPlot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgFileTest {
    private static final ScatterPlot.Contour LINE =
            new ScatterPlot.Contour(new double[] {1, 2, 3.456}, new double[] {4, 5, 6}, 2);

    private static Document read(SvgFile.Content content) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(SvgFile.of(content).getBytes(StandardCharsets.UTF_8)));
    }

    private static SvgFile.Content content(List<ScatterPlot.Dots> dots, int[] pixels) {
        ScatterPlot.Drawing drawing = new ScatterPlot.Drawing(
                200,
                100,
                2.5,
                dots,
                pixels,
                2,
                List.of(LINE),
                List.of(new ScatterPlot.Marker(50, 60, "clock")),
                Color.WHITE,
                Color.web("#123456"));
        List<SvgFile.Entry> legend = IntStream.range(0, 9)
                .mapToObj(i -> new SvgFile.Entry("Category <" + i + "> & 47 / 412", Color.RED))
                .toList();
        return new SvgFile.Content(drawing, "Map \u0001 of “<x>” & y", "simulated", "t-SNE", legend, List.of(), "", "");
    }

    private static List<Element> all(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> result = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            result.add((Element) nodes.item(i));
        }
        return result;
    }

    @Test
    void pointsAreOnePathPerColourWithTitleMarkAndLegend() throws Exception {
        float[] some = {1, 2, 3.126f, 4, 5, 6};
        Document read = read(content(
                List.of(new ScatterPlot.Dots(0x00AAFF, 0.22, some), new ScatterPlot.Dots(7, 0.9, some)), new int[0]));
        List<Element> paths = all(read, "path");
        assertThat(paths).hasSize(3);
        assertThat(paths.getFirst().getAttribute("d")).isEqualTo("M1 2h0M3.13 4h0M5 6h0");
        assertThat(paths.getFirst().getAttribute("stroke")).isEqualTo("#00aaff");
        assertThat(paths.getFirst().getAttribute("stroke-width")).isEqualTo("5");
        assertThat(paths.get(1).getAttribute("stroke")).isEqualTo("#000007");
        assertThat(paths.getLast().getAttribute("d")).isEqualTo("M1 4L2 5L3.46 6");
        List<String> texts =
                all(read, "text").stream().map(Element::getTextContent).toList();
        assertThat(texts)
                .contains("Map   of “<x>” & y", "simulated", "clock", "t-SNE", "Category <8> & 47 / 412")
                .hasSize(13);
        assertThat(all(read, "image")).isEmpty();
        // The legend breaks into lines and the drawing is high enough for them.
        double height = Double.parseDouble(read.getDocumentElement().getAttribute("height"));
        assertThat(all(read, "circle"))
                .hasSize(9)
                .allMatch(dot -> Double.parseDouble(dot.getAttribute("cy")) < height - 10);
    }

    @Test
    void veryManyPointsAreAPicture() throws Exception {
        int[] pixels = new int[400 * 200];
        Arrays.fill(pixels, 0xFF336699);
        Document read = read(content(List.of(), pixels));
        Element image = all(read, "image").getFirst();
        String data = image.getAttribute("href");
        assertThat(data).startsWith("data:image/png;base64,");
        byte[] png = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
        assertThat(png).isEqualTo(PngFile.encode(new MapPicture.Pixels(pixels, 400, 200)));
        assertThat(image.getAttribute("width")).isEqualTo("200");
    }

    @Test
    void valuesHaveARamp() throws IOException {
        ScatterPlot.Drawing drawing = content(List.of(), new int[0]).plot();
        String svg = SvgFile.of(new SvgFile.Content(
                drawing, "t", "", "c", List.of(), List.of(Color.BLUE, Color.LIME), "0.125", "0.875"));
        assertThat(svg).contains("#0000ff", "#00ff00", ">0.125<", ">0.875<").doesNotContain("simulated");
    }
}
