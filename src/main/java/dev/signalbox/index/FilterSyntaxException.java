package dev.signalbox.index;

import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A filter's text that cannot be read. */
public final class FilterSyntaxException extends UserFacingException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /** @param position from 0; the message counts from 1 */
    FilterSyntaxException(String code, int position, Object... details) {
        super(code, withPosition(position, details));
        this.position = position;
    }

    private static Object[] withPosition(int position, Object... details) {
        List<Object> all = new ArrayList<>();
        all.add(position + 1);
        all.addAll(Arrays.asList(details));
        return all.toArray();
    }

    /** Where reading stopped, counted from 0. */
    public int position() {
        return position;
    }
}
