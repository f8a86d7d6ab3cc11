package dev.signalbox.router;

/**
 * Fused query vectors and gate weights of a batch of B queries.
 *
 * @param fused [B][d] the vector u of ARMS section 1.2 step 6, before the cosine
 * @param gate  [B][n] softmax weights of the n experts; rows sum to 1
 * @param tokeniseNanos time spent in the tokeniser
 * @param encodeNanos time spent in the two encoders
 * @param routeNanos  time spent in gate, experts and fusion
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
public record QueryVectors(float[][] fused, float[][] gate, long tokeniseNanos, long encodeNanos, long routeNanos) {}
