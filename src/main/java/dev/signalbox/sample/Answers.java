package dev.signalbox.sample;

import dev.signalbox.model.Price;
import java.util.List;
import java.util.Locale;

/** Lets a fictional VLM answer: right or wrong by its skill, worded in its manner, priced by its tokens. */
final class Answers {
    private static final int PROMPT_TOKENS = 14;

    private Answers() {}

    /** The answer is the same for the same seed, query and VLM. */
    static SampleOutput answer(SampleQuery query, SimVlm vlm, long seed) {
        Dice dice = new Dice(seed).child(query.id()).child(vlm.id());
        boolean right = dice.chance(SkillTable.probability(query.cell(), vlm));
        String text = right ? right(query.truth(), dice) : wrong(query, vlm, dice);
        boolean label = text.strip().equals(query.truth().strip());
        if (label != right) {
            throw new IllegalStateException("The wording changed the label of " + query.id() + " by " + vlm.id());
        }
        int input = PROMPT_TOKENS + vlm.imageTokens() + tokens(query.question());
        int output = 1 + tokens(text);
        // A reasoning VLM is billed for thoughts that nobody sees.
        int billed = output + (vlm.manner() == SimVlm.Manner.REASONING ? dice.whole(60, 240) : 0);
        double wait = vlm.firstToken() * (0.6 + 0.5 * (dice.unit() + dice.unit() * dice.unit() * 1.4));
        double latency = Math.round((wait + billed / vlm.tokenRate()) * 100) / 100.0;
        return new SampleOutput(query, vlm, text, label, cost(vlm, input, billed), latency, input, billed);
    }

    /** US dollars to a hundred-millionth; NaN without a price. */
    static double cost(SimVlm vlm, int inputTokens, int outputTokens) {
        Price price = vlm.vlm().price();
        if (price == null) {
            return Double.NaN;
        }
        double dollars = (inputTokens * price.inputPerMillion() + outputTokens * price.outputPerMillion()) / 1e6
                + price.perImage();
        return Math.round(dollars * 1e8) / 1e8;
    }

    /** About four letters to a token, one for a letter outside Latin. */
    static int tokens(String text) {
        long wide = text.chars().filter(c -> c > 0x2ff).count();
        return Math.toIntExact(wide + (text.length() - wide + 3) / 4);
    }

    /** Blanks around an answer do not make it wrong. */
    private static String right(String truth, Dice dice) {
        double u = dice.unit();
        return u < 0.80 ? truth : u < 0.93 ? truth + "\n" : " " + truth;
    }

    /** Wrong in content, or right in content and not an exact match. */
    private static String wrong(SampleQuery query, SimVlm vlm, Dice dice) {
        double u = dice.unit();
        if (u < 0.03) {
            return refusal(vlm.manner());
        }
        boolean nearMiss = dice.chance(nearMiss(vlm.manner()));
        String value = nearMiss ? query.truth() : dice.pick(query.wrong());
        return nearMiss || u < wordy(vlm.manner()) ? frame(query, vlm.manner(), value, dice) : value;
    }

    private static double nearMiss(SimVlm.Manner manner) {
        return switch (manner) {
            case TERSE -> 0.03;
            case LABELLED, HEDGING -> 0.08;
            case SENTENCE, STRUCTURED -> 0.12;
            case EXPLAINING -> 0.16;
            case REASONING -> 0.20;
        };
    }

    private static double wordy(SimVlm.Manner manner) {
        return switch (manner) {
            case TERSE -> 0.08;
            case LABELLED, STRUCTURED -> 0.35;
            case SENTENCE, HEDGING -> 0.55;
            case EXPLAINING, REASONING -> 0.70;
        };
    }

    private static String refusal(SimVlm.Manner manner) {
        return switch (manner) {
            case TERSE -> "";
            case STRUCTURED -> "{\"answer\": null}";
            case REASONING -> "I looked at the whole picture, but I cannot make out what the question asks for.";
            default -> "I cannot tell from this picture.";
        };
    }

    private static String frame(SampleQuery query, SimVlm.Manner manner, String value, Dice dice) {
        String template = switch (manner) {
            case TERSE -> "maybe %s";
            case LABELLED -> "Answer: %s";
            case SENTENCE -> query.language().sentence();
            case HEDGING -> dice.pick(List.of("It looks like %s, but I am not sure.", "Probably %s."));
            case STRUCTURED -> "{\"answer\": \"%s\"}";
            case EXPLAINING ->
                "%s\n\n"
                        + dice.pick(List.of(
                                "I read this from the picture.",
                                "This follows from what the picture shows.",
                                "The other candidates in the picture do not fit the question."));
            case REASONING ->
                dice.pick(List.of(
                        "Let me look closely. The picture shows several candidates; comparing them one by one, "
                                + "the best fit is **%s**.",
                        "First I find the part of the picture that the question is about, then I read it twice. "
                                + query.language().sentence(),
                        "Step 1: find the relevant part. Step 2: read it. Step 3: check it.\n\nFinal answer: **%s**"));
        };
        return String.format(Locale.ROOT, template, value);
    }
}
