package dev.signalbox.report;

import java.util.List;
import java.util.stream.Collectors;

/** Tables as LaTeX. */
final class LatexTable {
    private LatexTable() {}

    static String write(Table table) {
        StringBuilder out = new StringBuilder("\\begin{table}\n\\centering\n\\caption{")
                .append(text(table.title()))
                .append("}\n\\begin{tabular}{")
                .append(table.columns().stream()
                        .map(column -> column.number() ? "r" : "l")
                        .collect(Collectors.joining()))
                .append("}\n\\hline\n");
        line(out, table.columns().stream().map(column -> text(column.name())).toList());
        out.append("\\hline\n");
        for (List<Cell> row : table.rows()) {
            line(out, row.stream().map(cell -> text(cell.text())).toList());
        }
        return out.append("\\hline\n\\end{tabular}\n\\end{table}\n").toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        // A row that begins with a bracket would be an argument of the \\ before it.
        String row = String.join(" & ", cells);
        out.append(row.startsWith("[") ? "{}" : "").append(row).append(" \\\\\n");
    }

    static String text(String words) {
        StringBuilder out = new StringBuilder();
        CleanText.line(words).codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '&', '%', '$', '#', '_', '{', '}' -> out.append('\\').appendCodePoint(c);
                case '<' -> out.append("\\textless{}");
                case '>' -> out.append("\\textgreater{}");
                case '|' -> out.append("\\textbar{}");
                case '"' -> out.append("\\textquotedbl{}");
                case '-' -> out.append("-{}"); // else two of them join
                case '`' -> out.append("\\textasciigrave{}");
                case '−' -> out.append("$-$");
                case '–' -> out.append("--");
                case 'τ' -> out.append("$\\tau$");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
