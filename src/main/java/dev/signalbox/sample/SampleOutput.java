package dev.signalbox.sample;

/**
 * What a fictional VLM answered.
 *
 * @param label   {@code text.strip().equals(truth.strip())}
 * @param cost    US dollars; NaN for a free VLM
 * @param latency seconds
 */
record SampleOutput(
        SampleQuery query,
        SimVlm vlm,
        String text,
        boolean label,
        double cost,
        double latency,
        int inputTokens,
        int outputTokens) {}
