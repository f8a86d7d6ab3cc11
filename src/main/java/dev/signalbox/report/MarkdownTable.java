package dev.signalbox.report;

import java.util.List;

/** Tables and texts as Markdown (CommonMark with pipe tables). */
final class MarkdownTable {
    private static final String SIGNS = "\\`*_{}[]<>()#+-.!|~&$=:^";
    /** Those that mean something inside a line; the others only at its beginning. */
    private static final String INLINE = "\\`*_[]<>|~&$";

    private MarkdownTable() {}

    static String write(Table table) {
        StringBuilder out = new StringBuilder();
        line(out, table.columns().stream().map(column -> text(column.name())).toList());
        line(
                out,
                table.columns().stream()
                        .map(column -> column.number() ? "---:" : "---")
                        .toList());
        for (List<Cell> row : table.rows()) {
            line(out, row.stream().map(cell -> text(cell.text())).toList());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Words of others as words, on one line. */
    static String text(String words) {
        String clean = CleanText.isolated(words);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            boolean begins = i == 0 && SIGNS.indexOf(c) >= 0;
            if (begins || INLINE.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return link(out.toString());
    }

    /** Addresses are links by themselves in many readers; a report links to nothing. */
    private static String link(String text) {
        return text.replace("://", ":\u2060//").replace("www.", "www\u2060.");
    }
}
