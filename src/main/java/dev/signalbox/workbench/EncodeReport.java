package dev.signalbox.workbench;

import dev.signalbox.router.arms.SafetensorsWriter.Slot;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * What an encoder made of its inputs.
 *
 * @param encoder   hash over the encoder's files
 * @param rows      inputs, one row of every tensor each, in the order given
 * @param distinct  different contents among them
 * @param computed  contents that went through the encoder now
 * @param cached    contents that were known before
 * @param seconds   time of the encoding, without opening the encoder
 * @param perSecond contents computed per second; not a number when none was
 * @param inputs    the pictures' files by row; empty for texts
 */
public record EncodeReport(
        String out,
        String encoder,
        String device,
        int rows,
        int distinct,
        int computed,
        int cached,
        double seconds,
        double perSecond,
        List<TensorShape> tensors,
        List<String> inputs) {
    /** A tensor of the file that was written. */
    public record TensorShape(String name, String dtype, List<Long> shape) {}

    /** A report, from what was counted. */
    static EncodeReport of(
            Path out,
            String encoder,
            String device,
            int rows,
            int distinct,
            int computed,
            double seconds,
            SequencedMap<String, Slot> layout,
            List<String> inputs) {
        return new EncodeReport(
                out.toString(),
                encoder,
                device,
                rows,
                distinct,
                computed,
                distinct - computed,
                seconds,
                computed == 0 ? Double.NaN : computed / seconds,
                shapes(layout),
                inputs);
    }

    private static List<TensorShape> shapes(SequencedMap<String, Slot> layout) {
        List<TensorShape> shapes = new ArrayList<>();
        layout.forEach(
                (name, tensor) -> shapes.add(new TensorShape(name, tensor.type().name(), tensor.shape())));
        return shapes;
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String rate = computed == 0 ? "–" : Messages.text("encode.rate", perSecond);
        lines.add(Messages.text("encode.done", rows, distinct, computed, cached, rate, out));
        for (TensorShape tensor : tensors) {
            lines.add(Messages.text("encode.tensor", tensor.name(), tensor.dtype(), tensor.shape()));
        }
        return lines;
    }
}
