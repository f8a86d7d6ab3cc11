package dev.signalbox.report;

import dev.signalbox.text.Messages;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The setting in hand in words and in its four main figures. */
final class SettingWords {
    private SettingWords() {}

    static String sentence(StudyFacts facts) {
        StringBuilder sentence = new StringBuilder(common(facts));
        Map<String, Double> own = facts.hand().tauByVlm();
        if (own != null) {
            sentence.append(' ').append(Messages.text("report.setting.own", TuneDataset.words(own)));
        }
        TuneDataset.Report hand = facts.hand();
        String second = hand.secondCalibration();
        if (second != null) {
            sentence.append(' ')
                    .append(Messages.text(
                            "report.setting.calibrated.two",
                            hand.first().router(),
                            method(hand.calibration()),
                            hand.second().router(),
                            method(second)));
        } else if (!hand.calibration().equals("none")) {
            sentence.append(' ').append(Messages.text("report.setting.calibrated", method(hand.calibration())));
        }
        return sentence.toString();
    }

    private static String method(String name) {
        return Messages.text("calibration.method." + name);
    }

    private static String common(StudyFacts facts) {
        TuneDataset.Report hand = facts.hand();
        String tau = Cell.tauWord(facts.point().tau());
        String first = String.join(", ", hand.first().pool());
        String second = String.join(", ", hand.second().pool());
        if (hand.second().pool().isEmpty()) {
            return Messages.text("report.setting.single", hand.first().router(), first);
        }
        return hand.first().router().equals(hand.second().router())
                ? Messages.text("report.setting.one", hand.first().router(), first, tau, second)
                : Messages.text(
                        "report.setting.two",
                        hand.first().router(),
                        first,
                        tau,
                        hand.second().router(),
                        second);
    }

    static String today(StudyFacts facts) {
        String scenario = facts.today().scenario();
        return scenario == null ? Messages.text("report.today.none") : Messages.text("report.today.named", scenario);
    }

    static Document.Numbers numbers(StudyFacts facts) {
        TuneDataset.Point now = facts.point();
        TuneDataset.Point today = facts.today().point();
        return new Document.Numbers(List.of(
                new Document.Shown(
                        Messages.text("tune.em"),
                        Cell.percent(now.em()),
                        Messages.text(
                                "report.shown.em",
                                Cell.interval(now.low(), now.high()).text(),
                                Cell.points(now.em() - today.em()).text())),
                new Document.Shown(
                        Messages.text("report.spent"),
                        Cell.perThousand(spent(now, facts)),
                        Messages.text(
                                "report.shown.change",
                                Cell.perThousandMore(difference(spent(now, facts), spent(today, facts)))
                                        .text())),
                new Document.Shown(
                        Messages.text("tune.paid"),
                        Cell.percent(now.paid()),
                        Messages.text(
                                "report.shown.points",
                                Cell.points(now.paid() - today.paid()).text())),
                new Document.Shown(
                        Messages.text("tune.deferral"),
                        Cell.percent(now.deferral()),
                        Messages.text(
                                "report.shown.points",
                                Cell.points(now.deferral() - today.deferral()).text()))));
    }

    /** The known cost a query; nothing where the other setting's is known and this one's is not at all. */
    static @Nullable Double spent(TuneDataset.Point point, StudyFacts facts) {
        if (facts.point().priced() == 0 && facts.today().point().priced() == 0) {
            return null;
        }
        Double spent = point.spent(facts.hand().queries());
        return spent == null ? Double.valueOf(0) : spent;
    }

    static @Nullable Double difference(@Nullable Double now, @Nullable Double before) {
        return now == null || before == null ? null : Double.valueOf(now - before);
    }
}
