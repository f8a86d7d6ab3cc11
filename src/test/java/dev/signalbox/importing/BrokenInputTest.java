package dev.signalbox.importing;

import static dev.signalbox.importing.M2Files.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.importing.Problem.Severity;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and hostile sources: each is refused with its place, and nothing of it can be stored. */
class BrokenInputTest {
    private static final String GOOD = record("q1", "a", ",\"output\":\"x\",\"label\":true");

    @TempDir
    Path folder;

    private M2Files files;

    @BeforeEach
    void files() throws IOException {
        files = new M2Files(Files.createDirectories(folder.resolve("set")));
    }

    private static void refused(ImportPlan plan, String where, String... words) {
        assertThat(plan.importable()).isFalse();
        assertThat(plan.problems()).as("%s", plan.problems()).anySatisfy(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.where()).isEqualTo(where);
            for (String word : words) {
                assertThat(problem.message()).contains(word);
            }
        });
        assertThatThrownBy(plan::checkedDraft).isInstanceOf(UserFacingException.class);
    }

    @Test
    void truncatedJson() {
        files.records(GOOD, "{\"query_id\":\"q2\",\"question\":\"Wha");
        refused(files.plan(), "records.jsonl, line 2", "Not valid JSON");
        assertThat(files.plan().problems())
                .noneMatch(problem -> problem.message().contains("[Source"));
    }

    @Test
    void aFileThatIsOneEndlessLine() throws IOException {
        Path file = folder.resolve("set/records.jsonl");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.writeBytes("{\"question\":\"");
            sparse.setLength(1L << 30);
        }
        refused(files.plan(), "records.jsonl, line 1", "longer than 16 MB");
        Files.move(file, folder.resolve("set/records.csv"));
        refused(files.plan(), "records.csv, line 1", "longer than 16 MB");
    }

    @Test
    void wrongEncoding() throws IOException {
        byte[] latin = (GOOD + "\n" + GOOD.replace("q1", "q2").replace("Q?", "Où?") + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("set/records.jsonl"), latin);
        refused(files.plan(), "records.jsonl, line 2", "not UTF-8", "0xF9");
        Files.write(folder.resolve("set/records.jsonl"), ("\ufeff" + GOOD).getBytes(StandardCharsets.UTF_16LE));
        refused(files.plan(), "records.jsonl", "UTF-16");
        Files.write(folder.resolve("set/records.jsonl"), GOOD.getBytes(StandardCharsets.UTF_16LE));
        refused(files.plan(), "records.jsonl, line 1", "zero bytes");
    }

    @Test
    void wrongEncodingInACsv() throws IOException {
        Files.delete(folder.resolve("set/vlms.json"));
        Files.write(
                folder.resolve("set/t.csv"),
                "query_id,question,vlm,output\nq,Où?,a,x\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(files.plan(), "t.csv, line 2", "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "\"nan\"", "\"NaN\""})
    void labelThatIsNoNumber(String label) {
        files.records(GOOD, record("q2", "a", ",\"output\":\"x\",\"label\":" + label));
        refused(files.plan(), "records.jsonl, line 2", "NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.6", "\"maybe\"", "2", "Infinity"})
    void labelThatIsNeitherTrueNorFalse(String label) {
        files.records(record("q2", "a", ",\"output\":\"x\",\"label\":" + label));
        refused(files.plan(), "records.jsonl, line 1", "neither true nor false");
    }

    @Test
    void duplicateKeysWithDifferentContent() {
        files.records(GOOD, GOOD.replace("\"x\"", "\"y\""));
        refused(files.plan(), "records.jsonl, line 2", "second answer of a to q1");
    }

    @Test
    void twoQuestionsUnderOneKey() {
        files.records(GOOD, GOOD.replace("\"a\"", "\"b\"").replace("Q?", "Another?"));
        refused(files.plan(), "records.jsonl, line 2", "another question text", "line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "images/../../secret.png", "..\\\\..\\\\secret.png"})
    void pathThatClimbsOut(String path) throws IOException {
        Files.writeString(folder.resolve("secret.png"), "secret");
        files.records(GOOD, record("q2", "a", ",\"output\":\"x\",\"image\":\"" + path + "\""));
        refused(files.plan(), "records.jsonl, line 2", "leads out of the dataset");
        assertThat(files.plan().draft().pictures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "C:\\\\Windows\\\\win.ini", "file:///etc/passwd", "//host/share/a.png"})
    void absolutePath(String path) {
        files.records(record("q2", "a", ",\"output\":\"x\",\"image\":\"" + path + "\""));
        refused(files.plan(), "records.jsonl, line 1", "is absolute");
        assertThat(files.plan().draft().queries().getFirst().pictures()).isEmpty();
    }

    @Test
    void linkOutOfTheRoot() throws IOException {
        Path secret = files.picture("../secret.png", "png");
        Files.createSymbolicLink(
                folder.resolve("set/link.png"), secret.toAbsolutePath().normalize());
        files.records(record("q2", "a", ",\"output\":\"x\",\"image\":\"link.png\""));
        refused(files.plan(), "records.jsonl, line 1", "link that leads out");
        assertThat(files.plan().draft().pictures()).isEmpty();
    }

    @Test
    void pictureOfNineHundredMegapixels() throws IOException {
        Path file = files.picture("bomb.png", "png");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putInt(16, 30_000).putInt(20, 30_000);
        Files.write(file, bytes);
        files.records(record("q2", "a", ",\"output\":\"x\",\"image\":\"bomb.png\""));
        refused(files.plan(), "records.jsonl, line 1", "bomb.png", "30,000 x 30,000");
    }

    @Test
    void zipNamedLikeAPicture() throws IOException {
        Files.write(folder.resolve("set/photo.jpg"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
        files.records(record("q2", "a", ",\"output\":\"x\",\"image\":\"photo.jpg\""));
        refused(files.plan(), "records.jsonl, line 1", "photo.jpg", "ZIP");
    }

    @Test
    void aNamedPipeIsNeverOpened() throws Exception {
        Process process =
                new ProcessBuilder("mkfifo", folder.resolve("set/pipe.png").toString()).start();
        org.junit.jupiter.api.Assumptions.assumeTrue(process.waitFor() == 0, "no mkfifo here");
        files.records(record("q2", "a", ",\"output\":\"x\",\"image\":\"pipe.png\""));
        assertThat(M2Files.texts(files.plan())).anyMatch(text -> text.contains("no plain file"));
    }

    @Test
    void nestedJsonDoesNotBlowTheStack() {
        files.records("{\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}");
        refused(files.plan(), "records.jsonl, line 1", "Not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "\"text\"", "17", "{\"query_id\":\"q\"} trailing", "{'single':1}", "null"})
    void linesThatAreNoRecords(String line) {
        files.records(GOOD, line);
        refused(files.plan(), "records.jsonl, line 2");
    }

    @Test
    void objectsWhereValuesBelong() {
        files.records(record("q2", "a", ",\"output\":{\"text\":\"x\"}"));
        refused(files.plan(), "records.jsonl, line 1", "output", "object");
    }

    @Test
    void csvDamage() {
        files.write("records.csv", "query_id,question,vlm,output\nq1,Q?,a,\"never closed\nq2,Q?,a,y\n");
        refused(files.plan(), "records.csv, line 1", "Not valid CSV");
        files.write("records.csv", "query_id,question,vlm,output\nq1,Q?,a\n");
        refused(files.plan(), "records.csv, line 2", "3 cells", "4");
        files.write("records.csv", "query_id,vlm,output\nq1,a,x\n");
        refused(files.plan(), "records.csv, line 1", "no column “question”");
        files.write("records.csv", "query_id,question,vlm,vlm\nq1,Q?,a,a\n");
        refused(files.plan(), "records.csv, line 1", "“vlm” twice");
    }

    @Test
    void damagedCompanions() {
        files.records(GOOD);
        files.write("vlms.json", "[{\"vlm\":\"a\",");
        refused(files.plan(), "vlms.json, line 1", "Not valid JSON");
        files.write("vlms.json", "[{\"vlm\":\"a\",\"price\":{\"inputPerMillion\":-1}}]");
        refused(files.plan(), "vlms.json: a", "price");
        files.write("vlms.json", "[{\"vlm\":\"a\"},{\"vlm\":\"a\"}]");
        refused(files.plan(), "vlms.json: a", "twice");
    }

    @Test
    void aMillionProblemsCostNoMoreThanTwenty() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            lines.append("{broken\n");
        }
        files.write("records.jsonl", lines.toString());
        ImportPlan plan = files.plan();
        assertThat(plan.problems())
                .filteredOn(problem -> problem.severity() == Severity.ERROR)
                .hasSize(Problems.KEPT_PER_KIND + 1)
                .last()
                .satisfies(problem -> assertThat(problem.message()).contains("2,980 more", "3,000"));
        assertThat(plan.importable()).isFalse();
    }

    @Test
    void sourcesThatAreNotThere() {
        assertThatThrownBy(() -> M2Files.plan(folder.resolve("nowhere")))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("import.missing"));
        assertThatThrownBy(() -> M2Files.plan(Files.createDirectories(folder.resolve("empty"))))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("import.unrecognised"));
        assertThatThrownBy(() -> Importers.auto(folder, "coco"))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("import.format"));
    }

    @Test
    void anEmptyTableIsNoDataset() {
        files.write("records.jsonl", "\n\n");
        refused(files.plan(), "set", "No query");
    }
}
