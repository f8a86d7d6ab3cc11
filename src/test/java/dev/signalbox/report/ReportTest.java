package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.signalbox.ui.control.Palette;
import dev.signalbox.workbench.StudyFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javafx.scene.paint.Color;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reports byte for byte, and what hostile names become in them. */
class ReportTest {
    private static final LocalDate DATE = LocalDate.of(2026, 2, 3);
    /** Set {@code -Dsignalbox.golden=write} to renew what is expected, then read the difference. */
    private static final boolean RENEW = "write".equals(System.getProperty("signalbox.golden"));

    @TempDir
    private static Path folder;

    private static StudyFacts facts;

    @BeforeAll
    static void gather() {
        facts = SmallStudy.facts(folder.resolve("workspace"));
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void studiesAreTheSameByteForByte(ReportFormat format) throws IOException {
        golden("study", StudyReport.of(facts, DATE), format);
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void cardsAreTheSameByteForByte(ReportFormat format) throws IOException {
        golden("card", DecisionCard.of(facts, DATE), format);
    }

    private static void golden(String name, Document document, ReportFormat format) throws IOException {
        Path out = folder.resolve(name + "-" + format);
        List<Path> written = ReportFile.write(document, format, out, name);
        // Gathered and written again, from a workspace of its own.
        StudyFacts again = SmallStudy.facts(folder.resolve(name + format + "-again"));
        Document second = name.equals("card") ? DecisionCard.of(again, DATE) : StudyReport.of(again, DATE);
        List<Path> rewritten = ReportFile.write(second, format, folder.resolve(name + "2-" + format), name);
        for (int i = 0; i < written.size(); i++) {
            assertThat(rewritten.get(i)).hasSameBinaryContentAs(written.get(i));
            String file = String.valueOf(written.get(i).getFileName());
            Path expected = Path.of("src/test/resources/report", file);
            if (RENEW) {
                Files.copy(written.get(i), expected, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            assertThat(written.get(i)).as(file).hasSameBinaryContentAs(expected);
        }
    }

    @Test
    void onlyTheDateIsNotOfTheWorkspace() {
        String one = HtmlPage.write(StudyReport.of(facts, DATE));
        String other = HtmlPage.write(StudyReport.of(facts, DATE.plusYears(1)));
        assertThat(other.replace("2027-02-03", "2026-02-03")).isEqualTo(one);
    }

    private static Element parse(String markup) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(markup.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @Test
    void namesDoNotBecomeMarkup() throws Exception {
        for (Document document : List.of(StudyReport.of(facts, DATE), DecisionCard.of(facts, DATE))) {
            Element html = parse(HtmlPage.write(document));
            NodeList all = html.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                Element element = (Element) all.item(i);
                assertThat(element.getTagName()).isNotIn("script", "img", "b2", "a", "iframe", "object", "link");
                for (int a = 0; a < element.getAttributes().getLength(); a++) {
                    assertThat(element.getAttributes().item(a).getNodeName())
                            .doesNotStartWith("on")
                            .isNotIn("src", "href", "style");
                }
            }
            assertThat(html.getTextContent()).contains(SmallStudy.SCRIPT);
            assertThat(html.getElementsByTagName("h1").item(0).getTextContent()).contains(SmallStudy.DATASET);
        }
    }

    @Test
    void signsThatTurnWritingAroundAreGone() {
        for (ReportFormat format : ReportFormat.values()) {
            Map<String, String> contents = ReportFile.contents(StudyReport.of(facts, DATE), format, "s");
            contents.values().forEach(text -> assertThat(text).doesNotContain("\u202e"));
        }
        assertThat(MarkdownTable.text(SmallStudy.RIGHT_TO_LEFT))
                .startsWith("\u2068")
                .endsWith("\u2069");
        assertThat(HtmlPage.write(StudyReport.of(facts, DATE))).contains("<bdi>\u05de");
    }

    @Test
    void noCellBecomesAFormula() throws IOException {
        String csv = CsvTable.write(StudyReport.of(facts, DATE));
        int numbers = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            for (CsvRecord record : reader) {
                assertThat(record.getFieldCount()).isEqualTo(4);
                for (String field : record.getFields()) {
                    boolean number = field.matches("-?[0-9.]+(E-?[0-9]+)?");
                    numbers += number ? 1 : 0;
                    assertThat(!field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0 && !number)
                            .as(field)
                            .isFalse();
                }
            }
        }
        assertThat(numbers).isGreaterThan(60);
        assertThat(csv).contains("'" + SmallStudy.FORMULA.replace("\"", "\"\""));
    }

    @Test
    void namesDoNotBecomeCommandsOfLatex() {
        assertThat(LatexTable.text(SmallStudy.LATEX))
                .isEqualTo("a\\_b\\%c\\$d\\#e\\{f\\}g\\textasciitilde{}h\\textasciicircum{}i"
                        + "\\textbackslash{}input\\{/etc/passwd\\}\\textbar{}"
                        + "\\textasciigrave{}j\\textasciigrave{}**k**");
        Table table = new Table(
                "t",
                "100%",
                List.of(Table.Column.words("[x]"), Table.Column.numbers("n")),
                List.of(List.of(Cell.of("[1cm]"), Cell.percent(.5))));
        assertThat(table.latex()).contains("{}[1cm] & 50.0\\% \\\\").contains("\\caption{100\\%}");
    }

    @Test
    void namesDoNotBecomeMarkdown() {
        assertThat(MarkdownTable.text(SmallStudy.SCENARIO))
                .isEqualTo("\\@today \\| \\[a\\](javascript:b) next".replace("\\@", "@"));
        assertThat(MarkdownTable.text("# a")).isEqualTo("\\# a");
        assertThat(MarkdownTable.text(SmallStudy.SCRIPT)).startsWith("\\<script\\>");
        assertThat(MarkdownTable.text("see http://x.example")).doesNotContain("://");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void commandsStayOneWordForTheShell() throws Exception {
        String line = facts.commands().getFirst();
        Process process = new ProcessBuilder("sh", "-c", line.replace("signalbox evaluate", "printf '%s\\n'"))
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out.lines()).containsSequence("--dataset", SmallStudy.DATASET, "--split", "test");
    }

    @Test
    void figuresAreWellFormedAndHaveTheWindowsColours() throws Exception {
        for (Figure figure : StudyFigures.of(facts)) {
            Element svg = parse(figure.svg());
            assertThat(svg.getTagName()).isEqualTo("svg");
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
            assertThat(svg.getElementsByTagName("path").getLength()).isPositive();
        }
        for (int i = 0; i < Palette.size(); i++) {
            assertThat(Color.web(ChartColours.LIGHT.get(i))).isEqualTo(Palette.category(i, false));
            assertThat(Color.web(ChartColours.DARK.get(i))).isEqualTo(Palette.category(i, true));
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidSo() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "x").resolve("study.html");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> ReportFile.write(StudyReport.of(facts, DATE), ReportFormat.HTML, blocked, "study")))
                .isInstanceOf(dev.signalbox.text.UserFacingException.class)
                .hasMessageContaining("study.html");
    }
}
