package dev.signalbox.importing;

import dev.signalbox.picture.PictureRoots;
import dev.signalbox.picture.PictureRoots.Reason;
import dev.signalbox.picture.PictureRoots.Resolution;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds HELM's pictures. Their locations are relative to the directory in which somebody once started helm-run, or
 * absolute on that machine, so several readings are tried, each below the agreed folders only.
 */
final class HelmPictures {
    private static final String OUTPUT = "benchmark_output/";
    private static final String PROD = "prod_env/";

    private HelmPictures() {}

    static Resolution locate(PictureRoots roots, String location) {
        Resolution.Refused refused = new Resolution.Refused(Reason.MISSING);
        for (String reading : readings(location)) {
            Resolution resolution = roots.resolve(reading);
            if (resolution instanceof Resolution.Found) {
                return resolution;
            }
            // An absolute path of another machine is normal here and never opened.
            if (resolution instanceof Resolution.Refused other
                    && other.reason() != Reason.MISSING
                    && other.reason() != Reason.ABSOLUTE) {
                refused = other;
            }
        }
        return refused;
    }

    /** How a picture that is not there is called: from benchmark_output on, as HELM's own pages do. */
    static String relative(String location) {
        String slashed = location.replace('\\', '/');
        int output = slashed.lastIndexOf(OUTPUT);
        String rest = output >= 0 ? slashed.substring(output + OUTPUT.length()) : slashed;
        boolean plain = !rest.startsWith("/") && !rest.contains(":") && !rest.contains("../");
        return plain || rest.contains("://") ? rest : rest.substring(rest.lastIndexOf('/') + 1);
    }

    private static List<String> readings(String location) {
        String slashed = location.replace('\\', '/');
        List<String> readings = new ArrayList<>(List.of(slashed));
        int output = slashed.lastIndexOf(OUTPUT);
        if (output >= 0) {
            readings.add(slashed.substring(output));
            readings.add(slashed.substring(output + OUTPUT.length()));
        }
        int prod = slashed.lastIndexOf(PROD);
        if (prod >= 0) {
            readings.add(slashed.substring(prod));
            readings.add(slashed.substring(prod + PROD.length()));
        }
        return readings;
    }
}
