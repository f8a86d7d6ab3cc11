package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is formatted as palantir-java-format writes it. A test and not a Maven plugin, since the plugins need
 * Maven itself to run on the newest JDK.
 */
class FormatTest {
    private static final String FIX = "mvn -q test -Dtest=FormatTest -Dsignalbox.format=write";

    @Test
    void everyJavaFileIsFormatted() throws Exception {
        boolean write = "write".equals(System.getProperty("signalbox.format"));
        List<String> arguments = new ArrayList<>(List.of("--palantir", write ? "--replace" : "--dry-run"));
        Sources.java("src").forEach(file -> arguments.add(file.toString()));
        Sources.java("installers").forEach(file -> arguments.add(file.toString()));

        StringWriter differing = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = new Main(new PrintWriter(differing), new PrintWriter(errors), InputStream.nullInputStream())
                .format(arguments.toArray(String[]::new));

        assertThat(errors.toString()).as("files that cannot be parsed").isEmpty();
        assertThat(code).isZero();
        assertThat(differing.toString().lines().toList())
                .as("files that differ from their formatted text; to fix them: %s", FIX)
                .isEmpty();
    }
}
