package dev.signalbox.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Looks texts up in {@code i18n/messages.properties}. */
public final class Messages {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("i18n.messages", Locale.ROOT);

    private Messages() {}

    /** The text of a key, with {0}, {1} ... filled in. A missing key is a defect that a test finds; it throws here. */
    public static String text(String key, Object... args) {
        String pattern = BUNDLE.getString(key);
        return args.length == 0 ? pattern : new MessageFormat(pattern, Locale.ENGLISH).format(args);
    }

    public static boolean has(String key) {
        return BUNDLE.containsKey(key);
    }
}
