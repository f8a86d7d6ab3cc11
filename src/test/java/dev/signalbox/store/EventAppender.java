package dev.signalbox.store;

import dev.signalbox.model.Event;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.time.Instant;

/** A child process of {@link WorkspaceTest}: appends events until it is killed and tells each one's number once it is stored. */
final class EventAppender {
    private EventAppender() {}

    public static void main(String[] args) {
        long dataset = Long.parseLong(args[1]);
        try (Workspace workspace = Workspace.open(Path.of(args[0]))) {
            for (int i = 0; i < 100_000; i++) {
                workspace
                        .events()
                        .append(new Event(
                                0,
                                Instant.EPOCH,
                                "child",
                                Event.Kind.NOTE,
                                dataset,
                                i % 20,
                                null,
                                null,
                                "x",
                                "event " + i));
                // In one piece, so that a kill cannot cut a number short.
                System.out.print((i + 1) + "\n");
                System.out.flush();
            }
        } catch (UserFacingException e) {
            System.out.println(e.code());
        }
    }
}
