package dev.signalbox.workbench;

import dev.signalbox.task.Progress;
import java.nio.file.Path;
import java.util.List;

/** A process that encodes the pictures of a folder, says so when a third is done, and then hangs until it is killed. */
public final class EncoderAtWork {
    private EncoderAtWork() {}

    /** @param args encoder, pictures, cache, output */
    public static void main(String[] args) {
        Progress progress = (fraction, message) -> {
            if (fraction > 0.3) {
                System.out.println("underway");
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        List<Path> pictures = EncodeInputs.pictures(List.of(Path.of(args[1])));
        new EncodePictures(Path.of(args[2]), 1)
                .run(Path.of(args[0]), pictures, new EncodePictures.Wanted(true, false), Path.of(args[3]), progress);
    }
}
