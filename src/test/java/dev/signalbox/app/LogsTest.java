package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogsTest {
    @TempDir
    Path folder;

    @AfterEach
    void release() {
        for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
            handler.close();
        }
        Logs.toStandardError();
    }

    @Test
    void linesWithTimeLevelAndTraceGoToAFileInTheFolder() throws Exception {
        Logs.toStandardError();
        Logs.alsoTo(folder.resolve("50% new"));
        LoggerFactory.getLogger("dev.signalbox.Some").info("found {} of {}", 2, 3);
        LoggerFactory.getLogger("dev.signalbox.Some").error("ended", new IllegalStateException("why"));
        LoggerFactory.getLogger("org.other.Library").info("inner life");
        String text = Files.readString(folder.resolve("50% new/signalbox.0.log"));
        assertThat(text)
                .containsPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO Some - found 2 of 3")
                .contains("ERROR Some - ended", "IllegalStateException: why")
                .doesNotContain("inner life");
    }

    @Test
    void aFolderThatCannotBeMadeIsNoReasonToFail() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Logs.toStandardError();
        Logs.alsoTo(file.resolve("logs"));
        assertThat(LogManager.getLogManager().getLogger("").getHandlers()).hasSize(1);
    }
}
