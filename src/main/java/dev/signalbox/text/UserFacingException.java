package dev.signalbox.text;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a person can understand and act on. The bundle holds what happened under {@code error.CODE} and what
 * to do next under {@code error.CODE.next}; the code is stable and shown with it.
 */
public class UserFacingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public UserFacingException(String code, Object... args) {
        this(code, null, args);
    }

    public UserFacingException(String code, @Nullable Throwable cause, Object... args) {
        super(Messages.text("error." + code, args), cause);
        this.code = code;
    }

    /** Stable, such as {@code workspace.newer}. */
    public String code() {
        return code;
    }

    /** What the person can do about it. */
    public String next() {
        return Messages.text("error." + code + ".next");
    }
}
