package dev.signalbox.model;

/**
 * What one VLM answered to one query, as imported.
 *
 * @param queryKey     {@link Query#key()}
 * @param vlmId        {@link Vlm#id()}
 * @param text         the raw answer
 * @param label        the imported label
 * @param cost         US dollars for this request, NaN when unknown
 * @param latency      seconds, NaN when unknown
 * @param inputTokens  -1 when unknown
 * @param outputTokens -1 when unknown
 */
public record Output(
        String queryKey,
        String vlmId,
        String text,
        Correctness label,
        double cost,
        double latency,
        int inputTokens,
        int outputTokens) {}
