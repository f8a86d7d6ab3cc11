package dev.signalbox.encoders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an encoder turns into vectors. */
public enum EncoderKind {
    @JsonProperty("image")
    IMAGE,
    @JsonProperty("text")
    TEXT
}
