package dev.signalbox.report;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements; whatever goes in as text or attribute comes out as text or attribute. */
final class Markup {
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    Markup(String head) {
        out.write(head);
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something to write. */
    interface Part {
        void write() throws XMLStreamException;
    }

    private static void run(Part part) {
        try {
            part.write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // into memory: nothing can fail
        }
    }

    /** Begins an element; attributes are names and values in turn. */
    Markup open(String name, String... attributes) {
        run(() -> {
            xml.writeStartElement(name);
            attributes(attributes);
        });
        return this;
    }

    /** An element without content. */
    Markup empty(String name, String... attributes) {
        run(() -> {
            xml.writeEmptyElement(name);
            attributes(attributes);
        });
        return this;
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], CleanText.line(attributes[i + 1]));
        }
    }

    Markup text(String text) {
        run(() -> xml.writeCharacters(CleanText.line(text)));
        return this;
    }

    /** An element with a text in it. */
    Markup element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** A style sheet of our own, which must hold no sign that markup takes for itself. */
    Markup style(String css) {
        open("style");
        run(() -> xml.writeCharacters(css));
        return close();
    }

    Markup close() {
        run(xml::writeEndElement);
        return this;
    }

    /** A line end, so that files can be read and compared line by line. */
    Markup line() {
        run(() -> xml.writeCharacters("\n"));
        return this;
    }

    /** A coordinate: one decimal is a tenth of a pixel. */
    static String at(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @Override
    public String toString() {
        run(xml::flush);
        return out.toString();
    }
}
