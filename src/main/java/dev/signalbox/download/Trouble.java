package dev.signalbox.download;

import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** The network failed in a way that may pass; after too many tries the person is told. */
final class Trouble extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient UserFacingException told;

    Trouble(UserFacingException told) {
        super(told);
        this.told = told;
    }

    /** What the person is told. */
    UserFacingException told() {
        return told;
    }

    /** Some failures have no message of their own, that of a name look-up among them. */
    static String why(Throwable problem) {
        Throwable cause = problem;
        for (Throwable t = problem; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return Messages.text("download.name");
            }
        }
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
