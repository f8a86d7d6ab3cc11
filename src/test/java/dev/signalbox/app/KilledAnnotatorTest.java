package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Event;
import dev.signalbox.model.Review;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.OpenDataset;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Work is never lost: the process dies by SIGKILL right after three marks and an undo, and two corrections are there. */
class KilledAnnotatorTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void exactlyTwoCorrectionsSurviveAKill() throws Exception {
        Path workspace = folder.resolve("workspace");
        try (Workspace made = Workspace.open(workspace)) {
            made.datasets().store(SmallDataset.draft(folder.resolve("pictures")), Progress.NONE);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Djava.awt.headless=true",
                "-Dsignalbox.home=" + RealApp.PROJECT,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AnnotatorAtWork.class.getName(),
                folder.resolve("person").toString(),
                workspace.toString()));
        Process annotator =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder heard = new StringBuilder();
        try (BufferedReader out = annotator.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.equals("marked")) {
                heard.append(line).append('\n');
                line = out.readLine();
            }
            assertThat(line).as("the annotator said:%n%s", heard).isEqualTo("marked");
            annotator.destroyForcibly();
            assertThat(annotator.waitFor()).isNotZero();
        }
        try (Workspace again = Workspace.open(workspace)) {
            assertThat(again.readOnly()).as("the dead process holds no lock").isFalse();
            Dataset dataset = again.datasets().list().getFirst();
            Annotations kept = OpenDataset.open(again, dataset).editor().annotations();
            assertThat(kept.corrections()).isEqualTo(2);
            assertThat(kept.reviews()).containsOnly(Map.entry(0, Review.ofPerson()));
            assertThat(again.events().all(dataset.id()))
                    .hasSize(5)
                    .last()
                    .extracting(Event::reason)
                    .isEqualTo("undo");
        }
    }
}
