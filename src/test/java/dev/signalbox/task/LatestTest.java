package dev.signalbox.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LatestTest {
    private final List<String> heard = java.util.Collections.synchronizedList(new ArrayList<>());

    private Job<String> ask(Latest latest, String purpose, String answer) {
        return latest.submit(purpose, progress -> answer, heard::add, problem -> heard.add("failed"));
    }

    @Test
    void newerCancelsWaitingOlderOfTheSamePurposeOnly() {
        DirectJobs jobs = new DirectJobs().hold();
        Latest latest = new Latest(jobs, Lane.CPU);
        Job<String> one = ask(latest, "filter", "one");
        Job<String> other = ask(latest, "curve", "other");
        Job<String> two = ask(latest, "filter", "two");
        assertThat(one.state()).isEqualTo(JobState.CANCELLED);
        assertThat(latest.busy("filter")).isTrue();
        jobs.runAll();
        assertThat(heard).containsExactly("other", "two");
        assertThat(latest.busy("filter")).isFalse();
        assertThat(other.state()).isEqualTo(JobState.DONE);
        assertThat(two.state()).isEqualTo(JobState.DONE);
    }

    @Test
    void runningOlderWorkThatIgnoresCancelIsDropped() throws Exception {
        try (ExecutorService ui = Executors.newSingleThreadExecutor();
                ThreadedJobs jobs = new ThreadedJobs(ui, 2)) {
            Latest latest = new Latest(jobs, Lane.CPU);
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Job<String> stubborn = latest.submit(
                    "slider",
                    progress -> {
                        running.countDown();
                        go.await();
                        return "old";
                    },
                    heard::add,
                    problem -> heard.add("failed"));
            running.await();
            Job<String> fresh = ask(latest, "slider", "new");
            fresh.await();
            go.countDown();
            stubborn.await();
            ui.submit(() -> {}).get();
            assertThat(stubborn.cancelRequested()).isTrue();
            assertThat(heard).containsExactly("new");
        }
    }

    @Test
    void closeCancelsAllAndRefusesMore() {
        DirectJobs jobs = new DirectJobs().hold();
        Latest latest = new Latest(jobs, Lane.IO);
        Job<String> a = ask(latest, "a", "a");
        Job<String> b = ask(latest, "b", "b");
        latest.close();
        Job<String> c = ask(latest, "c", "c");
        jobs.runAll();
        assertThat(List.of(a.state(), b.state(), c.state())).containsOnly(JobState.CANCELLED);
        assertThat(heard).isEmpty();
    }

    @Test
    void failureOfTheNewestIsReported() {
        Latest latest = new Latest(new DirectJobs(), Lane.IO);
        latest.submit(
                "x",
                progress -> {
                    throw new java.io.IOException("no");
                },
                value -> heard.add("done"),
                problem -> heard.add(problem.getMessage()));
        assertThat(heard).containsExactly("no");
    }

    @Test
    void whateverTheOrderOnlyTheLastSubmissionOfEachPurposeArrives() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            heard.clear();
            DirectJobs jobs = new DirectJobs().hold();
            Latest latest = new Latest(jobs, Lane.CPU);
            String[] last = new String[3];
            for (int i = 0; i < 12; i++) {
                int purpose = random.nextInt(3);
                last[purpose] = purpose + ":" + i;
                ask(latest, "p" + purpose, last[purpose]);
            }
            jobs.runAll();
            List<String> expected = new ArrayList<>(java.util.Arrays.stream(last)
                    .filter(java.util.Objects::nonNull)
                    .toList());
            assertThat(heard).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void debounceRunsTheLastCallAfterTheQuietTime() {
        DirectJobs jobs = new DirectJobs();
        Debounce debounce = new Debounce(jobs, Duration.ofMillis(300));
        debounce.call(() -> heard.add("a"));
        jobs.advance(Duration.ofMillis(200));
        debounce.call(() -> heard.add("b"));
        jobs.advance(Duration.ofMillis(200));
        assertThat(heard).isEmpty();
        jobs.advance(Duration.ofMillis(100));
        assertThat(heard).containsExactly("b");
        debounce.call(() -> heard.add("c"));
        debounce.flush();
        debounce.flush();
        jobs.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("b", "c");
        debounce.call(() -> heard.add("d"));
        debounce.close();
        jobs.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("b", "c");
    }
}
