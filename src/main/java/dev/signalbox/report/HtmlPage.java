package dev.signalbox.report;

import dev.signalbox.text.Messages;

/**
 * Documents as one HTML file: no script, nothing loaded from anywhere (its policy forbids both), light and dark by the
 * reader's own choice, and always light and whole on paper.
 */
final class HtmlPage {
    private static final String STYLE = ":root{color-scheme:light"
        + " dark;--ink:#1F2328;--muted:#57606A;--line:#D0D7DE;--back:#FFFFFF;--card:#F6F8FA;--warn:#7A4B00;--warnback:#FFF4D6}@media"
        + " screen and"
        + " (prefers-color-scheme:dark){:root{--ink:#E6EDF3;--muted:#9DA7B1;--line:#30363D;--back:#0D1117;--card:#161B22;--warn:#F2CC60;--warnback:#2B2410}}*{box-sizing:border-box}body{margin:0"
        + " auto;padding:32px 24px 64px;max-width:880px;color:var(--ink);background:var(--back);font:15px/1.5"
        + " system-ui,sans-serif}h1{font-size:26px;line-height:1.25;margin:0}h2{font-size:18px;margin:32px 0"
        + " 8px;padding-top:8px;border-top:1px solid var(--line)}p{margin:8px 0}.sub{color:var(--muted);margin:4px 0"
        + " 16px}.mark{background:var(--warnback);color:var(--warn);padding:8px"
        + " 12px;border-radius:6px;font-weight:600}table{border-collapse:collapse;width:100%;margin:8px 0"
        + " 16px;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:4px"
        + " 0}th,td{padding:4px 8px;text-align:left;border-bottom:1px solid"
        + " var(--line);vertical-align:top;overflow-wrap:anywhere}th{color:var(--muted);font-weight:600}"
        + "td.n,th.n{text-align:right;white-space:nowrap}.scroll{overflow-x:auto}dl.facts{display:grid;grid-template-columns:max-content"
        + " 1fr;gap:2px 16px;margin:8px 0;font-size:13px}dl.facts dt{color:var(--muted)}dl.facts"
        + " dd{margin:0;overflow-wrap:anywhere}.shown{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:12px;margin:12px"
        + " 0}.shown div{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px}.shown"
        + " span{display:block;color:var(--muted);font-size:13px}.shown b{display:block;font-size:24px;"
        + "line-height:1.3;font-variant-numeric:tabular-nums}figure{margin:12px"
        + " 0}figcaption{font-weight:600;margin-bottom:4px}svg.chart{width:100%;height:auto}pre{background:var(--card);border:1px"
        + " solid var(--line);border-radius:6px;padding:12px;overflow-x:auto;font:13px/1.6"
        + " ui-monospace,monospace}li{margin:4px 0}@media"
        + " print{body{padding:0;max-width:none;font-size:12px}h2{break-after:avoid}figure,table,tr,.shown"
        + " div{break-inside:avoid}.scroll{overflow:visible}pre{white-space:pre-wrap;overflow-wrap:anywhere}}";

    private final Markup out = new Markup("<!DOCTYPE html>\n");

    private HtmlPage() {}

    static String write(Document document) {
        HtmlPage page = new HtmlPage();
        page.all(document);
        return page.out.toString();
    }

    private void all(Document document) {
        out.open("html", "lang", "en").line().open("head").line();
        out.empty("meta", "charset", "utf-8").line();
        out.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'")
                .line();
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        out.empty("meta", "name", "referrer", "content", "no-referrer").line();
        out.element("title", document.title()).line();
        out.style(STYLE + ChartColours.css()).line().close().line().open("body").line();
        out.open("h1").element("bdi", document.title()).close().line();
        out.open("p", "class", "sub")
                .element("bdi", document.subtitle())
                .close()
                .line();
        String mark = document.mark();
        if (mark != null) {
            out.element("p", mark, "class", "mark").line();
        }
        document.blocks().forEach(this::block);
        out.element("h2", Messages.text("report.provenance")).line();
        out.open("dl", "class", "facts").line();
        for (Document.Fact fact : document.facts()) {
            out.element("dt", fact.name())
                    .open("dd")
                    .element("bdi", fact.value())
                    .close()
                    .line();
        }
        out.close().line().close().line().close().line();
    }

    private void block(Document.Block block) {
        switch (block) {
            case Document.Section section -> out.element("h2", section.title()).line();
            case Document.Paragraph paragraph ->
                out.open("p").element("bdi", paragraph.text()).close().line();
            case Document.Notes notes -> {
                out.open("ul").line();
                notes.texts()
                        .forEach(text ->
                                out.open("li").element("bdi", text).close().line());
                out.close().line();
            }
            case Document.Commands commands -> {
                out.open("pre").open("code");
                commands.lines().forEach(line -> out.text(line).line());
                out.close().close().line();
            }
            case Document.Numbers numbers -> numbers(numbers);
            case Table table -> table(table);
            case Figure figure -> {
                out.open("figure", "id", figure.id()).element("figcaption", figure.title());
                SvgChart.into(out, figure);
                out.close().line();
            }
        }
    }

    private void numbers(Document.Numbers numbers) {
        out.open("div", "class", "shown").line();
        for (Document.Shown shown : numbers.shown()) {
            out.open("div").element("span", shown.name()).open("b");
            cell(shown.value());
            out.close().element("span", shown.detail()).close().line();
        }
        out.close().line();
    }

    private void table(Table table) {
        out.open("div", "class", "scroll").open("table", "id", table.id()).line();
        out.element("caption", table.title()).line().open("thead").open("tr");
        for (Table.Column column : table.columns()) {
            out.open("th", "scope", "col", "class", column.number() ? "n" : "t")
                    .element("bdi", column.name())
                    .close();
        }
        out.close().close().line().open("tbody").line();
        for (var row : table.rows()) {
            out.open("tr");
            for (int i = 0; i < row.size(); i++) {
                out.open("td", "class", table.columns().get(i).number() ? "n" : "t");
                cell(row.get(i));
                out.close();
            }
            out.close().line();
        }
        out.close().close().close().line();
    }

    /** A number carries its exact value for machines. */
    private void cell(Cell cell) {
        Double value = cell.value();
        if (value == null || cell.to() != null) {
            out.element("bdi", cell.text());
        } else {
            out.element("data", cell.text(), "value", Double.toString(value));
        }
    }
}
