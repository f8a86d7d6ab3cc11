package dev.signalbox.picture;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Exempts a class from the wall against AWT and ImageIO; the value says why nothing else serves. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface UsesAwt {
    String value();
}
