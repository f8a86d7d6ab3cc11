package dev.signalbox.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.picture.PictureRoots.Reason;
import dev.signalbox.picture.PictureRoots.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureRootsTest {
    @TempDir
    Path folder;

    private Path root;
    private PictureRoots roots;

    @BeforeEach
    void files() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("images"));
        Files.writeString(root.resolve("images/a.png"), "a");
        Files.writeString(folder.resolve("secret.png"), "s");
        roots = new PictureRoots(root);
    }

    private Reason refused(String path) {
        return roots.resolve(path) instanceof Resolution.Refused refused ? refused.reason() : null;
    }

    @Test
    void findsWhatLiesBelow() {
        for (String path : List.of("images/a.png", "images\\a.png", "./images/../images/a.png")) {
            assertThat(roots.resolve(path)).isInstanceOfSatisfying(Resolution.Found.class, found -> {
                assertThat(found.relative()).isEqualTo("images/a.png");
                assertThat(found.file()).isEqualTo(root.resolve("images/a.png"));
            });
        }
    }

    @Test
    void refusesEveryWayOut() throws IOException {
        assertThat(refused("../secret.png")).isEqualTo(Reason.ESCAPES);
        assertThat(refused("../../etc/passwd")).isEqualTo(Reason.ESCAPES);
        assertThat(refused("images/../../secret.png")).isEqualTo(Reason.ESCAPES);
        assertThat(refused("..\\secret.png")).isEqualTo(Reason.ESCAPES);
        assertThat(refused("../root-other/x.png")).isEqualTo(Reason.ESCAPES);
        assertThat(refused(".")).isEqualTo(Reason.ESCAPES);
        assertThat(refused(folder.resolve("secret.png").toString())).isEqualTo(Reason.ABSOLUTE);
        assertThat(refused("C:\\pictures\\a.png")).isEqualTo(Reason.ABSOLUTE);
        assertThat(refused("\\\\host\\share\\a.png")).isEqualTo(Reason.ABSOLUTE);
        assertThat(refused("file:///etc/passwd")).isEqualTo(Reason.ABSOLUTE);
        assertThat(refused("https://example.org/a.png")).isEqualTo(Reason.REMOTE);
        assertThat(refused("a\0b.png")).isEqualTo(Reason.INVALID);
        assertThat(refused(" ")).isEqualTo(Reason.INVALID);
        assertThat(refused("images/no.png")).isEqualTo(Reason.MISSING);
        assertThat(refused("images")).isEqualTo(Reason.NOT_A_FILE);
    }

    @Test
    void linksMayPointInsideOnly() throws IOException {
        Files.createSymbolicLink(root.resolve("out.png"), folder.resolve("secret.png"));
        Files.createSymbolicLink(root.resolve("up"), folder);
        Files.createSymbolicLink(root.resolve("in.png"), root.resolve("images/a.png"));
        Files.createSymbolicLink(root.resolve("dangling.png"), root.resolve("nowhere"));
        assertThat(refused("out.png")).isEqualTo(Reason.LINK_OUT);
        assertThat(refused("up/secret.png")).isEqualTo(Reason.LINK_OUT);
        assertThat(refused("dangling.png")).isEqualTo(Reason.MISSING);
        assertThat(roots.resolve("in.png")).isInstanceOf(Resolution.Found.class);
    }

    @Test
    void aRootReachedThroughALinkIsStillItself() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        assertThat(new PictureRoots(link).resolve("images/a.png")).isInstanceOf(Resolution.Found.class);
    }

    @Test
    void laterRootsAreTriedInOrder() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("b.png"), "b");
        PictureRoots both = new PictureRoots(List.of(root, other));
        assertThat(both.resolve("b.png"))
                .isInstanceOfSatisfying(
                        Resolution.Found.class,
                        found -> assertThat(found.root()).isEqualTo(other));
    }
}
