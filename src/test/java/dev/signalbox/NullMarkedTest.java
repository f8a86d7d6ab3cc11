package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each package says in one sentence what it is for, and has null checked by the compiler. */
class NullMarkedTest {
    @Test
    void everyPackageIsNullMarked() {
        List<Path> packages = Sources.java("src/main/java").stream()
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty();
        assertThat(packages).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(Files.exists(info)).as("%s exists", Sources.name(info)).isTrue();
            assertThat(Sources.read(info))
                    .as(Sources.name(info))
                    .startsWith("/**")
                    .contains("\n@NullMarked\n");
        });
    }
}
