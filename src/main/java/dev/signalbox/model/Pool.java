package dev.signalbox.model;

/** Which selection pool a VLM belongs to: openly available weights or a paid interface (ARMS, section 3.1). */
public enum Pool {
    FREE,
    PAID
}
