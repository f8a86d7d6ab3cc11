package dev.signalbox.workbench;

import dev.signalbox.evaluation.CalibrationMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The commands that give a report's figures again, quoted for a POSIX shell. */
record RepeatLines(String dataset, String split) {
    private static final String PLAIN = "[A-Za-z0-9_./:@%+,=-]+";

    List<String> all(List<StudyFacts.Routed> routers, TuneDataset.Setting setting, TuneDataset.Report hand) {
        List<String> lines = new ArrayList<>();
        String data = " --dataset " + quoted(dataset) + " --split " + quoted(split);
        lines.add("signalbox evaluate" + data + " --json");
        for (StudyFacts.Routed routed : routers) {
            String pool = routed.pool().isEmpty() ? "" : " --pool " + quoted(String.join(",", routed.pool()));
            lines.add("signalbox evaluate" + data + " --router "
                    + quoted(routed.info().name()) + pool + " --json");
        }
        StringBuilder tune = new StringBuilder("signalbox tune" + data + " --r1 " + quoted(setting.first()));
        String second = setting.second();
        if (second != null) {
            tune.append(" --r2 ").append(quoted(second));
        }
        boolean forbidden = setting.terms().forbidden() > 0;
        if (forbidden || !setting.firstPool().isEmpty()) {
            tune.append(" --pool1 ").append(quoted(String.join(",", hand.first().pool())));
        }
        if (forbidden || !setting.secondPool().isEmpty()) {
            tune.append(" --pool2 ")
                    .append(quoted(String.join(",", hand.second().pool())));
        }
        if (setting.method() != CalibrationMethod.NONE) {
            tune.append(" --calibrate ").append(TuneDataset.name(setting.method()));
        }
        if (second != null && setting.secondMethod() != setting.method()) {
            tune.append(" --calibrate2 ").append(TuneDataset.name(setting.secondMethod()));
        }
        if (!setting.own().isEmpty()) {
            String own = setting.own().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(","));
            tune.append(" --tau-by-vlm ").append(quoted(own));
        }
        tune.append(" --seed ").append(setting.seed());
        lines.add(tune + " --tau " + hand.points().getFirst().tau() + " --json");
        lines.add(tune + " --curve --json");
        return lines;
    }

    private static String quoted(String word) {
        return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
