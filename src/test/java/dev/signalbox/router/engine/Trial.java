package dev.signalbox.router.engine;

import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.arms.TrainingOptions;
import java.nio.file.Path;

final class Trial {
    public static void main(String[] a) throws Exception {
        World w = new World(1200, 900, .9, .3, 1);
        TrainingReport r = ArmsTrainer.train(
                w,
                TrainingOptions.tiny(1).withEpochs(Integer.parseInt(a[0])),
                "trial",
                Path.of("/tmp/eng-trial/ck"),
                (f, m) -> {
                    if (m.contains("validation")) System.out.println(m);
                });
        r.epochs().forEach(System.out::println);
        System.out.println(r.bestEpoch() + "\n" + r.validation() + "\n" + r.test());
    }
}
