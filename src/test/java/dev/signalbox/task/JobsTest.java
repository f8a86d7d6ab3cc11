package dev.signalbox.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class JobsTest {
    private ExecutorService ui;
    private ThreadedJobs jobs;
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() {
        ui = Executors.newSingleThreadExecutor(r -> new Thread(r, "ui"));
        jobs = new ThreadedJobs(ui, 1);
    }

    @AfterEach
    void stop() {
        jobs.close();
        ui.shutdownNow();
    }

    private <T> Job<T> listening(Job<T> job) {
        job.onFinally(() -> heard.add("finally on " + Thread.currentThread().getName()));
        job.onDone(value -> heard.add("done " + value));
        job.onFailed(problem -> heard.add("failed " + problem.getMessage()));
        job.onCancelled(() -> heard.add("cancelled"));
        return job;
    }

    private void settle() throws Exception {
        ui.submit(() -> {}).get(); // the UI executor is one thread: everything before this has run
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void resultComesBackOnTheUiExecutorAndFinallyIsLast(Lane lane) throws Exception {
        Job<Integer> job = listening(jobs.submit(lane, "sum", progress -> 40 + 2));
        assertThat(job.await()).isEqualTo(JobState.DONE);
        settle();
        assertThat(heard).containsExactlyInAnyOrder("done 42", "finally on ui");
        assertThat(job.result()).isEqualTo(42);
        assertThat(job.started()).isNotNull();
        assertThat(job.ended()).isNotNull();
    }

    @Test
    void failureIsKeptAndFinallyRuns() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Job<String> job = listening(jobs.submit("read", progress -> {
            go.await();
            throw new IOException("disk gone");
        }));
        go.countDown();
        assertThat(job.await()).isEqualTo(JobState.FAILED);
        settle();
        assertThat(heard).containsExactly("failed disk gone", "finally on ui");
        assertThat(job.failure()).isInstanceOf(IOException.class);
        assertThatThrownBy(job::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cancelWhileWaitingNeverStartsTheWork() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Job<String> first = jobs.submit(Lane.CPU, "busy", progress -> {
            go.await();
            return "a";
        });
        Job<String> second = listening(jobs.submit(Lane.CPU, "next", progress -> {
            heard.add("ran");
            return "b";
        }));
        assertThat(second.state()).isEqualTo(JobState.WAITING);
        second.cancel();
        assertThat(second.await()).isEqualTo(JobState.CANCELLED);
        go.countDown();
        assertThat(first.await()).isEqualTo(JobState.DONE);
        settle();
        assertThat(heard).containsExactly("cancelled", "finally on ui");
        assertThat(second.started()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void cancelWhileRunningIsSeenByTheWork(Lane lane) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Job<String> job = listening(jobs.submit(lane, "long", progress -> {
            running.countDown();
            while (true) {
                progress.checkCancelled();
                Thread.onSpinWait();
            }
        }));
        running.await();
        assertThat(job.state()).isEqualTo(JobState.RUNNING);
        job.cancel();
        assertThat(job.await()).isEqualTo(JobState.CANCELLED);
        settle();
        assertThat(heard).containsExactly("cancelled", "finally on ui");
    }

    @Test
    void workThatCompletesInSpiteOfCancelIsDone() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Job<String> job = listening(jobs.submit("commit", progress -> {
            running.countDown();
            go.await();
            return "stored";
        }));
        running.await();
        job.cancel();
        assertThat(job.cancelRequested()).isTrue();
        go.countDown();
        assertThat(job.await()).isEqualTo(JobState.DONE);
        settle();
        assertThat(heard).containsExactly("done stored", "finally on ui");
    }

    @Test
    void exceptionAfterCancelMeansCancelled() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Job<String> job = listening(jobs.submit("wrapped", progress -> {
            running.countDown();
            go.await();
            throw new IllegalStateException("a library wrapped the cancellation");
        }));
        running.await();
        job.cancel();
        go.countDown();
        assertThat(job.await()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void cancelAfterTheEndChangesNothing() throws Exception {
        Job<String> done = jobs.submit("quick", progress -> "x");
        done.await();
        done.cancel();
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.cancelRequested()).isFalse();
        Job<String> failed = jobs.submit("bad", progress -> {
            throw new IOException("no");
        });
        failed.await();
        failed.cancel();
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void listenersAddedLateAreCalledOnce() throws Exception {
        Job<String> job = jobs.submit("quick", progress -> "x");
        job.await();
        listening(job);
        settle();
        assertThat(heard).containsExactlyInAnyOrder("done x", "finally on ui");
    }

    @Test
    void listenerOfAllJobsHearsEveryStateInOrder() throws Exception {
        LinkedBlockingQueue<JobState> states = new LinkedBlockingQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<JobState> last = new AtomicReference<>();
        jobs.listen(job -> {
            if (last.getAndSet(job.state()) != job.state()) {
                states.add(job.state());
            }
        });
        CountDownLatch running = new CountDownLatch(1);
        Job<String> blocker = jobs.submitQuiet(Lane.CPU, "blocker", progress -> {
            running.countDown();
            go.await();
            return "x";
        });
        assertThat(blocker.quiet()).isTrue();
        running.await();
        settle();
        go.countDown();
        blocker.await();
        settle();
        assertThat(states).contains(JobState.RUNNING).endsWith(JobState.DONE);
    }

    @Test
    void closeCancelsWhatRunsAndInterruptsNothingThatListens() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Job<String> job = jobs.submit("long", progress -> {
            running.countDown();
            while (!progress.cancelled()) {
                Thread.onSpinWait();
            }
            throw new CancellationException();
        });
        running.await();
        jobs.close();
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        Job<String> late = jobs.submit("late", progress -> "never");
        assertThat(late.await()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void progressIsThinnedOutAndItsLastReportArrives() {
        DirectJobs direct = new DirectJobs().hold();
        List<Double> seen = new ArrayList<>();
        Job<String> job = direct.submit("count", progress -> {
            for (int i = 1; i <= 1000; i++) {
                progress.update(i / 1000.0, "step " + i);
                if (i % 10 == 0) {
                    direct.advance(Duration.ofMillis(10)); // 1000 reports in one second
                }
            }
            direct.advance(Duration.ofMillis(50));
            return "x";
        });
        direct.listen(j -> {
            if (j.state() == JobState.RUNNING) {
                seen.add(j.fraction());
            }
        });
        direct.runAll();
        assertThat(seen).hasSizeBetween(18, 22).isSorted().last().isEqualTo(1.0);
        assertThat(job.message()).isEqualTo("step 1000");
    }
}
