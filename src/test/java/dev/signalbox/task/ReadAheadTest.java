package dev.signalbox.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {
    @Test
    void resultsComeInOrderAndNeverTooManyAreAhead() {
        AtomicInteger started = new AtomicInteger();
        List<Integer> results = new ArrayList<>();
        try (ReadAhead<Integer> ahead = new ReadAhead<>("test", 3, 5, steps(started, 200))) {
            while (ahead.hasNext()) {
                results.add(ahead.next());
                assertThat(started.get()).isLessThanOrEqualTo(results.size() + 5);
            }
            assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(results).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    private static java.util.Iterator<Callable<Integer>> steps(AtomicInteger started, int count) {
        return IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    started.incrementAndGet();
                    return i;
                })
                .iterator();
    }

    @Test
    void theNextStepRunsWhileTheCallerWorks() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        List<Callable<String>> steps = List.of(() -> "first", () -> {
            second.countDown();
            return "second";
        });
        try (ReadAhead<String> ahead = new ReadAhead<>("test", 1, 2, steps.iterator())) {
            assertThat(ahead.next()).isEqualTo("first");
            second.await(); // without taking it
            assertThat(ahead.next()).isEqualTo("second");
        }
    }

    @Test
    void aFailureIsThrownInItsPlace() {
        List<Callable<String>> steps = List.of(() -> "fine", () -> {
            throw new IllegalArgumentException("no");
        });
        try (ReadAhead<String> ahead = new ReadAhead<>("test", 2, 2, steps.iterator())) {
            assertThat(ahead.next()).isEqualTo("fine");
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no");
        }
    }
}
