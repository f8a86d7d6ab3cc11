package dev.signalbox.model;

/** A VLM's list price in US dollars: per million input tokens, per million output tokens, per image. */
public record Price(double inputPerMillion, double outputPerMillion, double perImage) {
    public Price {
        if (!(inputPerMillion >= 0) || !(outputPerMillion >= 0) || !(perImage >= 0)) {
            throw new IllegalArgumentException("A price is a number of dollars, zero or more");
        }
    }

    /** US dollars for one answer. */
    public double dollars(long inputTokens, long outputTokens, int images) {
        return (inputTokens * inputPerMillion + outputTokens * outputPerMillion) / 1e6 + images * perImage;
    }
}
