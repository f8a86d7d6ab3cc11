package dev.signalbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.Event;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    /** The schema of an imagined next version: the test's own migration on top of ours. */
    private static final Schema NEXT = new Schema(
            Schema.CURRENT.version() + 1, List.of("classpath:sql/migration", "classpath:sql/migration-next"));

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve(Workspace.FILE);
    }

    @Test
    void isCreatedOnceAndReopened() throws SQLException {
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.readOnly()).isFalse();
            assertThat(workspace.readOnlyReason()).isEmpty();
            assertThat(workspace.schemaVersion()).isEqualTo(Schema.CURRENT.version());
            assertThat(workspace.datasets().list()).isEmpty();
            assertThat(workspace.check()).isEmpty();
        }
        Session session = Database.connect(file(), false, false);
        assertThat(session.number("PRAGMA foreign_keys")).isEqualTo(1);
        assertThat(session.number("PRAGMA synchronous")).isEqualTo(2);
        assertThat(session.first("PRAGMA journal_mode", row -> row.getString(1)))
                .contains("wal");
        assertThat(session.number("PRAGMA application_id")).isEqualTo(Schema.APPLICATION_ID);
        // What the last migration writes, what Flyway counts and what the program asks for are one number.
        assertThat(session.number("PRAGMA user_version")).isEqualTo(Schema.CURRENT.version());
        assertThat(session.number("SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history"))
                .isEqualTo(Schema.CURRENT.version());
        session.close();
        Workspace.open(folder).close();
    }

    @Test
    void foreignKeysAreOnForEveryWriter() {
        try (Workspace workspace = Workspace.open(folder)) {
            assertThatThrownBy(() -> workspace.scores().begin(99, 99, List.of("a"), 0, 1, "r", "d"))
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining("FOREIGN KEY");
        }
    }

    @Test
    void aNewerOneIsRefusedUnchanged() throws IOException {
        Workspace.open(folder, NEXT, Clock.systemUTC()).close();
        byte[] before = Files.readAllBytes(file());
        assertFails(() -> Workspace.open(folder), "workspace.newer");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        // The refusal gave the lock back.
        Workspace.open(folder, NEXT, Clock.systemUTC()).close();
    }

    @Test
    void anOlderOneIsBackedUpThenMigrated() throws IOException, SQLException {
        Dataset dataset;
        try (Workspace old = Workspace.open(folder)) {
            dataset = old.datasets()
                    .store(Drafts.random("d", 20, 2, 1), Progress.NONE)
                    .dataset();
        }
        try (Workspace next = Workspace.open(folder, NEXT, Clock.systemUTC())) {
            assertThat(next.schemaVersion()).isEqualTo(NEXT.version());
            assertThat(next.datasets().list()).containsExactly(dataset);
        }
        Path backup;
        try (Stream<Path> backups = Files.list(folder.resolve("backups"))) {
            backup = backups.toList().getFirst();
        }
        assertThat(backup.getFileName().toString())
                .matches("workspace-v" + Schema.CURRENT.version() + "-\\d{8}-\\d{6}\\.sqlite");
        // The backup is a workspace of the old version with everything in it.
        Path restored = Files.createDirectories(folder.resolve("restored"));
        Files.copy(backup, restored.resolve(Workspace.FILE));
        try (Workspace old = Workspace.open(restored)) {
            assertThat(old.datasets().list()).containsExactly(dataset);
        }
        Session session = Database.connect(file(), true, false);
        assertThat(session.number("SELECT count(*) FROM imagined")).isZero();
        session.close();
    }

    /** Scenarios of version 1 have no stages. */
    @Test
    void scenariosOfTheFirstVersionStayWhatTheyAre() throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        try (InputStream first = Schema.class.getResourceAsStream("/sql/migration/V1__workspace.sql")) {
            Files.copy(Objects.requireNonNull(first), scripts.resolve("V1__workspace.sql"));
        }
        Path old = folder.resolve("old");
        long dataset;
        long router;
        try (Workspace made = Workspace.open(old, new Schema(1, List.of("filesystem:" + scripts)), Clock.systemUTC())) {
            assertThat(made.schemaVersion()).isEqualTo(1);
            dataset = made.datasets()
                    .store(Drafts.random("d", 20, 2, 1), Progress.NONE)
                    .dataset()
                    .id();
            router = made.routers()
                    .add(new RouterInfo(0, "r", "arms", old.resolve("r"), "sha", "{}", true, Instant.EPOCH))
                    .id();
        }
        Session session = connect(old);
        try {
            session.run(
                    "INSERT INTO scenario (dataset, name, first_router, tau, split, metrics, created) VALUES (?,"
                            + " 'kept', ?, 0.25, NULL, '{}', 7)",
                    dataset,
                    router);
            session.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
        try (Workspace now = Workspace.open(old)) {
            assertThat(now.schemaVersion()).isEqualTo(Schema.CURRENT.version());
            assertThat(now.scenarios().list(dataset)).singleElement().satisfies(scenario -> {
                assertThat(scenario.name()).isEqualTo("kept");
                assertThat(scenario.tau()).isEqualTo(.25);
                assertThat(scenario.stages()).isNull();
            });
        }
    }

    private static Session connect(Path folder) throws IOException {
        try {
            return Database.connect(folder.resolve(Workspace.FILE), false, false);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aSecondInstanceInTheSameProcessIsReadOnly() {
        try (Workspace first = Workspace.open(folder)) {
            Dataset dataset = first.datasets()
                    .store(Drafts.random("d", 20, 2, 1), Progress.NONE)
                    .dataset();
            try (Workspace second = Workspace.open(folder.resolve("../" + folder.getFileName()))) {
                assertThat(second.readOnly()).isTrue();
                assertThat(second.readOnlyReason()).contains(Messages.text("workspace.reason.sameProcess"));
                assertThat(second.datasets().list()).containsExactly(dataset);
                assertFails(
                        () -> second.datasets().store(Drafts.random("e", 2, 1, 1), Progress.NONE),
                        "workspace.readOnly");
                assertFails(() -> second.vlms().setProfile("vlm-0", "x"), "workspace.readOnly");
                // What the first one does is seen by the second at once.
                first.datasets().store(Drafts.random("d", 30, 2, 1), Progress.NONE);
                assertThat(second.datasets().table(dataset.id()).size()).isEqualTo(30);
            }
            assertFails(() -> Workspace.open(folder, NEXT, Clock.systemUTC()), "workspace.older");
        }
        try (Workspace third = Workspace.open(folder)) {
            assertThat(third.readOnly()).isFalse();
        }
    }

    @Test
    void aSecondProcessIsReadOnlyAndAKilledOneLosesNothingItAcknowledged() throws Exception {
        Dataset dataset;
        try (Workspace workspace = Workspace.open(folder)) {
            dataset = workspace
                    .datasets()
                    .store(Drafts.random("d", 20, 2, 1), Progress.NONE)
                    .dataset();
        }
        Process child = child(dataset.id());
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            long acknowledged = 0;
            while (acknowledged < 5) {
                acknowledged = Long.parseLong(out.readLine());
            }
            try (Workspace second = Workspace.open(folder)) {
                assertThat(second.readOnly()).isTrue();
                assertThat(second.readOnlyReason())
                        .contains(Messages.text("workspace.reason.otherProcess", Long.toString(child.pid())));
                assertThat(second.events().all(dataset.id())).hasSizeGreaterThanOrEqualTo(5);
            }
            // Unlike the process, its handle leaves what was written into the pipe readable.
            assertThat(child.toHandle().destroyForcibly()).isTrue();
            assertThat(child.waitFor()).isNotZero();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged = Long.parseLong(line);
            }
            try (Workspace after = Workspace.open(folder)) {
                assertThat(after.readOnly()).isFalse();
                List<Event> events = after.events().all(dataset.id());
                // One more may have been stored and not yet told.
                assertThat((long) events.size()).isBetween(acknowledged, acknowledged + 1);
                for (int i = 0; i < events.size(); i++) {
                    assertThat(events.get(i).reason()).isEqualTo("event " + i);
                }
                assertThat(after.check()).isEmpty();
            }
        } finally {
            child.destroyForcibly();
        }
    }

    private Process child(long dataset) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EventAppender.class.getName(),
                folder.toString(),
                Long.toString(dataset)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aClosedSecondInstanceDoesNotFreeTheLockOfTheFirst() throws Exception {
        try (Workspace first = Workspace.open(folder)) {
            long dataset = first.datasets()
                    .store(Drafts.random("d", 20, 2, 1), Progress.NONE)
                    .dataset()
                    .id();
            Workspace.open(folder).close();
            Process child = child(dataset);
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).isEqualTo("workspace.readOnly");
                assertThat(child.waitFor()).isZero();
            } finally {
                child.destroyForcibly();
            }
        }
    }

    @Test
    void whatIsNoWorkspaceIsRefusedUnchanged() throws Exception {
        Files.writeString(file(), "This is a letter, not a database, and it is longer than a header. ".repeat(3));
        byte[] before = Files.readAllBytes(file());
        assertFails(() -> Workspace.open(folder), "workspace.foreign");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        Files.delete(file());
        Session other = Database.connect(file(), false, false);
        other.run("CREATE TABLE recipe (name TEXT)");
        other.close();
        assertFails(() -> Workspace.open(folder), "workspace.foreign");
        Files.write(file(), new byte[0]);
        assertFails(() -> Workspace.open(folder), "workspace.damaged");
    }

    @Test
    void aTruncatedOneIsRefused() throws IOException {
        long size = stored();
        for (long length : new long[] {size - 1, size - 4096, size / 2, 4096, 500, 99, 16}) {
            Path copy = Files.createDirectories(folder.resolve("cut" + length));
            Files.copy(file(), copy.resolve(Workspace.FILE));
            try (FileChannel channel = FileChannel.open(copy.resolve(Workspace.FILE), StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
            assertFails(() -> Workspace.open(copy), "workspace.damaged");
        }
    }

    /** Damage anywhere is a clear error or a reported problem, or hits a part that carries nothing; it never is another exception. */
    @Test
    void damageIsReportedNeverThrownRaw() throws IOException {
        long size = stored();
        int reported = 0;
        for (long at = 4096; at < size; at += 4096 * Math.max(1, size / 4096 / 25)) {
            Path copy = Files.createDirectories(folder.resolve("hit" + at));
            Files.copy(file(), copy.resolve(Workspace.FILE));
            byte[] noise = new byte[4096];
            new Random(at).nextBytes(noise);
            try (FileChannel channel = FileChannel.open(copy.resolve(Workspace.FILE), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(noise), at);
            }
            try (Workspace workspace = Workspace.open(copy)) {
                reported += workspace.check().isEmpty() ? 0 : 1;
            } catch (UserFacingException e) {
                assertThat(e.code()).isIn("workspace.damaged", "workspace.failed");
                reported++;
            }
        }
        assertThat(reported).isGreaterThan(10);
    }

    private long stored() throws IOException {
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.datasets().store(Drafts.random("d", 2000, 3, 1), Progress.NONE);
        }
        return Files.size(file());
    }

    @Test
    void aDatabaseThatGoesMissingLeavesNoLogForTheNextOne() throws IOException {
        stored();
        Files.writeString(folder.resolve(Workspace.FILE + "-wal"), "left over");
        Files.delete(file());
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.datasets().list()).isEmpty();
        }
        assertThat(folder.resolve(Workspace.FILE + "-wal.stray")).hasContent("left over");
    }

    /** What happens in a folder that cannot be written; tests may run as a user whom no permission stops. */
    @Test
    void canBeReadWithoutCreatingAnythingBesideIt() throws IOException {
        Path odd = folder.resolve("größe 100% #1");
        try (Workspace workspace = Workspace.open(odd)) {
            workspace.datasets().store(Drafts.random("d", 20, 2, 1), Progress.NONE);
        }
        Schema.CURRENT.inspect(odd.resolve(Workspace.FILE), true);
        try (Database database = new Database(odd.resolve(Workspace.FILE), true, true);
                Stream<Path> beside = Files.list(odd)) {
            long queries = database.read(session -> session.number("SELECT count(*) FROM query"));
            assertThat(queries).isEqualTo(20);
            assertThat(beside.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(Workspace.FILE, WorkspaceLock.FILE);
            assertFails(() -> database.write(session -> session.run("DELETE FROM query")), "workspace.readOnly");
        }
    }

    @Test
    void aClosedOneSaysSo() {
        Workspace workspace = Workspace.open(folder);
        workspace.close();
        workspace.close();
        assertThatThrownBy(() -> workspace.datasets().list()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> workspace.vlms().setProfile("a", "b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailedWriteLeavesTheNextOneSound() {
        try (Workspace workspace = Workspace.open(folder)) {
            Database database = new Database(file(), false, false);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> database.write(session -> {
                            session.run("INSERT INTO vlm (id, profile, pool) VALUES ('a', '', 'FREE')");
                            return session.run("INSERT INTO vlm (id, profile, pool) VALUES ('a', '', 'FREE')");
                        }))
                        .isInstanceOf(UserFacingException.class);
                // SQLite ends the transaction by itself here.
                assertThatThrownBy(() -> database.write(session -> {
                            session.run("INSERT INTO vlm (id, profile, pool) VALUES ('b', '', 'FREE')");
                            return session.run(
                                    "INSERT OR ROLLBACK INTO vlm (id, profile, pool) VALUES ('b', '', 'FREE')");
                        }))
                        .isInstanceOf(UserFacingException.class);
                assertThat(workspace.vlms().list()).hasSize(i);
                String id = "c" + i;
                database.write(
                        session -> session.run("INSERT INTO vlm (id, profile, pool) VALUES (?, '', 'FREE')", id));
                assertThat(workspace.vlms().list()).hasSize(i + 1);
            }
            database.close();
        }
    }

    @Test
    void theHistoryCannotBeChanged() throws SQLException {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        try (Workspace workspace = Workspace.open(folder)) {
            long dataset = workspace
                    .datasets()
                    .store(Drafts.random("d", 20, 2, 1), Progress.NONE)
                    .dataset()
                    .id();
            Event event = workspace
                    .events()
                    .append(new Event(
                            0, Instant.EPOCH, "Ånn", Event.Kind.LABEL, dataset, 3, "vlm-1", null, "right", "grund 理由"));
            assertThat(event.id()).isPositive();
            assertThat(event.at()).isAfterOrEqualTo(before);
            Event note = workspace
                    .events()
                    .append(new Event(0, Instant.EPOCH, "bo", Event.Kind.NOTE, dataset, 4, null, null, "n", null));
            assertThat(workspace.events().all(dataset)).containsExactly(event, note);
            assertThat(workspace.events().of(dataset, 3)).containsExactly(event);
            for (Event wrong : List.of(
                    new Event(0, Instant.EPOCH, "a", Event.Kind.LABEL, dataset, 3, null, null, "right", null),
                    new Event(0, Instant.EPOCH, "a", Event.Kind.LABEL, dataset, 3, "nobody", null, "right", null),
                    new Event(0, Instant.EPOCH, "a", Event.Kind.NOTE, dataset + 1, 3, null, null, "n", null))) {
                assertThatThrownBy(() -> workspace.events().append(wrong)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> workspace
                            .events()
                            .append(new Event(
                                    0, Instant.EPOCH, "a", Event.Kind.NOTE, dataset, 20, null, null, "n", null)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            List<Event> some = List.of(
                    new Event(0, Instant.EPOCH, "a", Event.Kind.REVIEW, dataset, 3, null, null, "x", null),
                    new Event(0, Instant.EPOCH, "a", Event.Kind.REVIEW, dataset, 20, null, null, "x", null));
            assertThatThrownBy(() -> workspace.events().append(some)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(workspace.events().all(dataset))
                    .as("all of them or none")
                    .hasSize(2);
        }
        Session session = Database.connect(file(), false, false);
        assertThatThrownBy(() -> session.run("UPDATE event SET actor = 'me'")).hasMessageContaining("append-only");
        assertThatThrownBy(() -> session.run("DELETE FROM event")).hasMessageContaining("append-only");
        session.close();
    }

    @Test
    void onlyPreparedStatementsAreUsed() throws IOException {
        Path sources = Path.of(System.getProperty("signalbox.home", ""), "src/main/java/dev/signalbox/store");
        try (Stream<Path> files = Files.list(sources)) {
            for (Path source : files.toList()) {
                assertThat(Files.readString(source))
                        .as(source.toString())
                        .doesNotContain("createStatement", "Statement.execute(");
            }
        }
    }

    @Test
    void everyFailureSaysWhatHappenedAndWhatToDo() throws IOException {
        Path home = Path.of(System.getProperty("signalbox.home", ""));
        Properties texts = new Properties();
        texts.load(Files.newBufferedReader(home.resolve("resources/i18n/messages.properties")));
        try (Stream<Path> files = Files.list(home.resolve("src/main/java/dev/signalbox/store"))) {
            for (Path source : files.toList()) {
                Pattern.compile("UserFacingException\\(\\s*\"([^\"]+)\"")
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(found -> assertThat(texts)
                                .containsKeys("error." + found.group(1), "error." + found.group(1) + ".next"));
            }
        }
    }

    private static void assertFails(ThrowingCallable action, String code) {
        assertThatThrownBy(action).isInstanceOfSatisfying(UserFacingException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.next()).isNotBlank();
        });
    }
}
