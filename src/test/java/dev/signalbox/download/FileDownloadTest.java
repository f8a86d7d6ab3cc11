package dev.signalbox.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.download.HubServer.Asked;
import dev.signalbox.download.HubServer.Served;
import dev.signalbox.model.Sha256;
import dev.signalbox.task.Cancelled;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from a server on this machine that cuts, holds, lies and refuses. */
@Timeout(120)
class FileDownloadTest {
    private static final String REPOSITORY = "owner/model";
    private static final String NAME = "model.safetensors";
    private static final int SIZE = 300_000;

    @TempDir
    private Path folder;

    private final byte[] content = new byte[SIZE];
    private final List<Duration> rests = new ArrayList<>();
    private HubServer server;
    private Served served;
    private Hub hub;

    @BeforeEach
    void serve() throws IOException {
        new Random(3).nextBytes(content);
        server = new HubServer();
        served = server.serve(REPOSITORY, NAME, content);
        hub = Hub.of(server.address(), "direct", Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String hash(byte... bytes) {
        return new Sha256().add(bytes).hex();
    }

    private Path target() {
        return folder.resolve(NAME);
    }

    private Path part() {
        return PartState.part(target());
    }

    private FileRequest request(long size, @Nullable String sha256) {
        return new FileRequest(hub.file(REPOSITORY, "main", NAME), target(), size, sha256);
    }

    private FileRequest pinned() {
        return request(SIZE, hash(content));
    }

    private String fetch(FileRequest request) throws IOException {
        return fetch(request, Progress.NONE);
    }

    private String fetch(FileRequest request, Progress progress) throws IOException {
        try (FileDownload download = new FileDownload(hub, (time, ignored) -> rests.add(time))) {
            return download.fetch(request, bytes -> {}, progress);
        }
    }

    private void assertWhole() throws IOException {
        assertThat(Files.readAllBytes(target())).isEqualTo(content);
        assertThat(part()).doesNotExist();
    }

    private void assertRefused(FileRequest request, String code) {
        assertThatThrownBy(() -> fetch(request)).isInstanceOfSatisfying(UserFacingException.class, told -> {
            assertThat(told.code()).isEqualTo(code);
            assertThat(told.next()).isNotBlank();
        });
        assertThat(target()).doesNotExist();
    }

    /** Fetches until the server holds after so many bytes, then stops as a pause does. */
    private void pauseAfter(long bytes, FileRequest request) throws Exception {
        served.hold(bytes);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong here = new AtomicLong();
        Progress progress = new Progress() {
            @Override
            public void update(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return stop.get() && here.get() == bytes;
            }
        };
        Thread watcher = Thread.startVirtualThread(() -> {
            try {
                served.awaitHeld();
                stop.set(true);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (FileDownload download = new FileDownload(hub, (time, ignored) -> rests.add(time))) {
            assertThatThrownBy(() -> download.fetch(request, here::set, progress))
                    .isInstanceOf(CancellationException.class);
        }
        watcher.join();
        served.release();
        // Stopped before the first byte there may be no file yet.
        assertThat(Files.exists(part()) ? Files.size(part()) : 0).isEqualTo(bytes);
        assertThat(target()).doesNotExist();
        server.forget();
    }

    @Test
    void comesWhole() throws IOException {
        List<Long> told = new ArrayList<>();
        try (FileDownload download = new FileDownload(hub)) {
            assertThat(download.fetch(pinned(), told::add, Progress.NONE)).isEqualTo(hash(content));
        }
        assertWhole();
        assertThat(told).isSorted().startsWith(0L).endsWith((long) SIZE);
        assertThat(server.asked()).containsExactly(new Asked(NAME, null, null, 200, SIZE));
        assertThat(fetch(pinned())).as("asks nobody for what is there").isEqualTo(hash(content));
        assertThat(server.asked()).hasSize(1);
        FileDownload.forget(target());
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(target());
        }
    }

    @Test
    void cutConnectionsAreTakenUpWhereTheyBroke() throws IOException {
        served.cut(2, 100_000);
        fetch(pinned());
        assertWhole();
        List<Asked> asked = server.asked();
        assertThat(asked).extracting(Asked::range).containsExactly(null, from(asked, 1), from(asked, 2));
        assertThat(asked).extracting(Asked::status).containsExactly(200, 206, 206);
        long again = asked.stream().mapToLong(Asked::sent).sum() - SIZE;
        assertThat(again).as("only bytes that were lost on the way came twice").isBetween(0L, 100_000L);
        assertThat(rests).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    /** What an honest resumption asks for: no more than was sent before, and everything after it. */
    private static String from(List<Asked> asked, int i) {
        String range = String.valueOf(asked.get(i).range());
        long first = Long.parseLong(range.replaceFirst("bytes=(\\d+)-", "$1"));
        long before = asked.subList(0, i).stream().mapToLong(Asked::sent).sum();
        assertThat(first).isPositive().isLessThanOrEqualTo(before);
        assertThat(asked.get(i).sent() + first).isLessThanOrEqualTo(SIZE);
        return range;
    }

    @Test
    void aNetworkThatKeepsBreakingEndsInAStateThatCanBeResumed() throws IOException {
        served.cut(100, 1_000);
        assertRefused(pinned(), "download.cut");
        assertThat(rests).containsExactly(seconds(1, 2, 4, 8, 16));
        long kept = Files.size(part());
        assertThat(kept).isBetween(1L, 6_000L);
        served.cut(0, 0);
        server.forget();
        fetch(pinned());
        assertWhole();
        assertThat(server.asked()).extracting(Asked::sent).containsExactly(SIZE - kept);
    }

    private static Duration[] seconds(int... values) {
        return Arrays.stream(values).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
    }

    @Test
    void aPausedFileAsksForTheRestOnly() throws Exception {
        pauseAfter(123_456, pinned());
        fetch(pinned());
        assertWhole();
        assertThat(server.asked())
                .containsExactly(new Asked(NAME, "bytes=123456-", served.etag(), 206, SIZE - 123_456));
    }

    @Test
    void aPauseTakesEffectWhileTheServerSaysNothing() throws Exception {
        pauseAfter(0, pinned());
    }

    @Test
    void aFileThatChangedMeanwhileComesAnew() throws Exception {
        pauseAfter(100_000, request(-1, null));
        byte[] newer = new byte[SIZE + 5];
        new Random(9).nextBytes(newer);
        served.content(newer);
        assertThat(fetch(request(-1, null))).isEqualTo(hash(newer));
        assertThat(Files.readAllBytes(target())).isEqualTo(newer);
        assertThat(server.asked())
                .extracting(Asked::status, Asked::sent)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(200, (long) SIZE + 5));
    }

    @Test
    void aServerThatIgnoresRangesIsStartedAnew() throws Exception {
        served.withoutRanges();
        pauseAfter(100_000, pinned());
        fetch(pinned());
        assertWhole();
        assertThat(server.asked()).extracting(Asked::status).containsExactly(200);
    }

    @Test
    void withoutAMarkOnlyAKnownHashIsResumed() throws Exception {
        served.etag("W/\"weak\"");
        pauseAfter(100_000, pinned());
        fetch(pinned());
        assertWhole();
        assertThat(server.asked()).containsExactly(new Asked(NAME, "bytes=100000-", null, 206, SIZE - 100_000));
        Files.delete(target());
        FileDownload.forget(target());
        pauseAfter(100_000, request(SIZE, null));
        fetch(request(SIZE, null));
        assertThat(server.asked()).containsExactly(new Asked(NAME, null, null, 200, SIZE));
    }

    @Test
    void bytesThatWereTamperedWithBetweenPauseAndResumeAreFoundOut() throws Exception {
        pauseAfter(100_000, pinned());
        byte[] begun = Files.readAllBytes(part());
        begun[77] ^= 1;
        Files.write(part(), begun);
        assertRefused(pinned(), "download.checksum");
        assertThat(part()).as("thrown away").doesNotExist();
        fetch(pinned());
        assertWhole();
    }

    @Test
    void aPartThatIsLongerThanTheFileIsThrownAway() throws Exception {
        pauseAfter(100_000, pinned());
        Files.write(part(), new byte[SIZE + 1]);
        fetch(pinned());
        assertWhole();
        assertThat(server.asked()).extracting(Asked::status).containsExactly(416, 200);
    }

    @Test
    void aCrashBeforeTheLastStepNeedsNoServer() throws Exception {
        pauseAfter(100_000, pinned());
        Files.write(part(), content);
        fetch(pinned());
        assertWhole();
        assertThat(server.asked()).isEmpty();
        Files.delete(target());
        FileDownload.forget(target());
        pauseAfter(100_000, pinned());
        Files.write(part(), new byte[SIZE]);
        assertRefused(pinned(), "download.checksum");
        assertThat(part()).doesNotExist();
    }

    @Test
    void aStreamWithoutEndIsLeft() {
        served.withoutLength().content(new byte[4 * SIZE]);
        assertRefused(pinned(), "download.size");
        assertThat(server.asked().getFirst().sent()).isPositive();
    }

    @Test
    void aWrongChecksumIsNeverUsed() {
        assertRefused(request(SIZE, hash((byte) 1)), "download.checksum");
        assertThat(part()).doesNotExist();
    }

    @Test
    void theServersWordIsNotEnoughWhenItDiffersFromWhatIsKnown() {
        served.linked(hash((byte) 1));
        assertRefused(pinned(), "download.other");
        assertThat(server.asked()).extracting(Asked::range).containsExactly((String) null);
    }

    @Test
    void withoutAKnownHashTheServersWordCounts() throws IOException {
        served.linked(hash((byte) 1));
        assertRefused(request(SIZE, null), "download.checksum");
        served.linked(hash(content));
        assertThat(fetch(request(SIZE, null))).isEqualTo(hash(content));
        assertWhole();
    }

    @Test
    void moreThanWasSaidIsRefusedAsSoonAsItIsSeen() {
        assertRefused(request(SIZE - 1, hash(content)), "download.size");
        assertThat(part()).doesNotExist();
        served.withoutLength();
        assertRefused(request(SIZE - 1, hash(content)), "download.size");
        assertThat(part()).doesNotExist();
        assertRefused(request(SIZE + 1, null), "download.size");
    }

    @Test
    void aFileWithoutALengthComesWhole() throws IOException {
        served.withoutLength();
        fetch(pinned());
        assertWhole();
    }

    @ParameterizedTest
    @CsvSource({
        "404, download.missing, 1",
        "401, download.refused, 1",
        "403, download.refused, 1",
        "418, download.server, 1",
        "500, download.server, 6",
        "429, download.server, 6"
    })
    void refusalsAreToldAndFailuresTriedAgain(int status, String code, int times) {
        served.status(status);
        assertRefused(pinned(), code);
        assertThat(server.asked()).hasSize(times);
    }

    @Test
    void redirectionsWithinTheHostAreFollowedAndKeepTheHubsWord() throws IOException {
        Served moved = server.serve(REPOSITORY, "config.json").redirect("/" + REPOSITORY + "/resolve/main/" + NAME);
        moved.linked(hash((byte) 1));
        FileRequest request =
                new FileRequest(hub.file(REPOSITORY, "main", "config.json"), folder.resolve("config.json"), SIZE, null);
        assertThatThrownBy(() -> fetch(request)).hasFieldOrPropertyWithValue("code", "download.checksum");
        moved.linked(hash(content));
        assertThat(fetch(request)).isEqualTo(hash(content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "", "http://["})
    void otherRedirectionsAreNot(String location) {
        served.redirect(location);
        assertRefused(pinned(), "download.redirect");
    }

    @Test
    void aLoopOfRedirectionsEnds() {
        served.redirect(NAME);
        assertRefused(pinned(), "download.redirect");
    }

    @Test
    void anotherHostIsFollowedOnlyEncrypted() throws IOException {
        served.redirect("https://localhost:" + closedPort() + "/x");
        assertRefused(pinned(), "download.network");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0)) {
            return nobody.getLocalPort();
        }
    }

    @Test
    void withoutANetworkItSaysSoAtOnce() {
        server.close();
        assertRefused(pinned(), "download.network");
        assertThat(rests).isEmpty();
        FileRequest nowhere =
                new FileRequest(URI.create("https://host.invalid/" + NAME), target(), SIZE, hash(content));
        assertRefused(nowhere, "download.network");
    }

    @Test
    void aProxyIsUsedWhenNamed() throws IOException {
        try (HubServer proxy = new HubServer()) {
            hub = Hub.of("http://hub.invalid", proxy.address().replace("http://", ""), Map.of());
            proxy.serve(REPOSITORY, NAME, content);
            fetch(pinned());
            assertWhole();
            assertThat(server.asked()).isEmpty();
            assertThat(proxy.asked()).hasSize(1);
        }
    }

    @Test
    void aProxyIsToldNameAndPassword() throws IOException {
        try (HubServer proxy = new HubServer()) {
            proxy.wants("ada:p@ss:wörd%");
            proxy.serve(REPOSITORY, NAME, content);
            String at = proxy.address().replace("http://", "");
            for (String wrong : List.of(at, "ada:other@" + at, "ada@" + at)) {
                hub = Hub.of("http://hub.invalid", wrong, Map.of());
                assertRefused(pinned(), "download.login");
            }
            hub = Hub.of("http://hub.invalid", "", Map.of("http_proxy", "http://ada:p%40ss:w%C3%B6rd%25@" + at));
            fetch(pinned());
            assertWhole();
        }
        assertThatThrownBy(() -> Hub.of("http://hub.invalid", "ada:secret@nowhere", Map.of()))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("nowhere")
                .hasMessageNotContaining("secret");
    }

    /** To an encrypted address the proxy only opens a way; it learns who asks, the hub does not. */
    @Test
    void aProxyInFrontOfAnEncryptedHubIsToldToo() throws IOException {
        try (RefusingProxy proxy = new RefusingProxy()) {
            hub = Hub.of("https://hub.invalid", "ada:secret@" + proxy.address(), Map.of());
            assertRefused(pinned(), "download.cut");
            assertThat(proxy.asked())
                    .startsWith("CONNECT hub.invalid:443 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic YWRhOnNlY3JldA==");
            proxy.status(407);
            assertRefused(pinned(), "download.login");
        }
    }

    @Test
    void stopsBeforeItBegins() {
        Progress stopped = new Cancelled();
        assertThatThrownBy(() -> fetch(pinned(), stopped)).isInstanceOf(CancellationException.class);
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.json",
                "a/b.json",
                "a\\b.json",
                ".json",
                "model.bin",
                "pytorch_model.bin",
                "x.pt",
                "x.json.",
                "",
                "x"
            })
    void namesThatAreNotPlainDataFilesAreImpossible(String name) {
        assertThat(FileRequest.validName(name)).isFalse();
        assertThatThrownBy(() -> hub.file(REPOSITORY, "main", name)).isInstanceOf(IllegalArgumentException.class);
    }
}
