package dev.signalbox.report;

import dev.signalbox.text.Messages;
import java.util.function.Function;

/** Documents as Markdown; figures are files beside it. */
final class MarkdownPage {
    private final StringBuilder out = new StringBuilder();
    private final Function<Figure, String> picture;

    private MarkdownPage(Function<Figure, String> picture) {
        this.picture = picture;
    }

    /** @param picture the name of a figure's file */
    static String write(Document document, Function<Figure, String> picture) {
        MarkdownPage page = new MarkdownPage(picture);
        page.all(document);
        return page.out.toString();
    }

    private void all(Document document) {
        out.append("# ").append(words(document.title())).append("\n\n");
        paragraph(words(document.subtitle()));
        String mark = document.mark();
        if (mark != null) {
            paragraph("**" + words(mark) + "**");
        }
        document.blocks().forEach(this::block);
        out.append("## ").append(Messages.text("report.provenance")).append("\n\n");
        for (Document.Fact fact : document.facts()) {
            out.append("- ").append(words(fact.name())).append(": ");
            out.append(words(fact.value())).append('\n');
        }
    }

    private void block(Document.Block block) {
        switch (block) {
            case Document.Section section ->
                out.append("## ").append(words(section.title())).append("\n\n");
            case Document.Paragraph paragraph -> paragraph(words(paragraph.text()));
            case Document.Notes notes -> {
                notes.texts()
                        .forEach(text -> out.append("- ").append(words(text)).append('\n'));
                out.append('\n');
            }
            case Document.Commands commands -> {
                // Indented: no sign in it can end it.
                commands.lines()
                        .forEach(line ->
                                out.append("    ").append(CleanText.line(line)).append('\n'));
                out.append('\n');
            }
            case Document.Numbers numbers -> {
                for (Document.Shown shown : numbers.shown()) {
                    out.append("- ").append(words(shown.name())).append(": **");
                    out.append(words(shown.value().text())).append("** ");
                    out.append(words(shown.detail())).append('\n');
                }
                out.append('\n');
            }
            case Table table -> {
                paragraph("**" + words(table.title()) + "**");
                out.append(table.markdown()).append('\n');
            }
            case Figure figure ->
                paragraph("![" + words(figure.title()) + "](<"
                        + picture.apply(figure)
                                .replace("%", "%25")
                                .replace("<", "%3C")
                                .replace(">", "%3E") + ">)");
        }
    }

    private void paragraph(String text) {
        out.append(text).append("\n\n");
    }

    private static String words(String text) {
        return MarkdownTable.text(text);
    }
}
