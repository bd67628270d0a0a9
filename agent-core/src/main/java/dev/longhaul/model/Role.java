package dev.longhaul.model;

/** Who speaks in a {@link Message}. */
public enum Role {
    USER,
    ASSISTANT
}
