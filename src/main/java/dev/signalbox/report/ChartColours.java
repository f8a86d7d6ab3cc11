package dev.signalbox.report;

import java.util.List;

/** Colours that people with colour-vision deficiencies can tell apart: the window's own, so that a VLM looks the same. */
final class ChartColours {
    static final List<String> LIGHT = List.of(
            "#0072B2", "#C58000", "#009E73", "#D55E00", "#C76A9E", "#3A97D0", "#958800", "#333333", "#882255",
            "#2F9685", "#84842A", "#332288", "#CC6677", "#117733", "#AA4499", "#8C6D46");
    static final List<String> DARK = List.of(
            "#4BA3E3", "#E69F00", "#1DBE8E", "#F0752B", "#D98DB8", "#8FD0F5", "#F0E442", "#E6E6E6", "#D0588F",
            "#5FC9B7", "#BDBD4C", "#9086E0", "#E58A99", "#4DB56C", "#C86BB8", "#C29B6B");

    private ChartColours() {}

    /** The style of charts in both schemes. */
    static String css() {
        return ".chart text{fill:#1F2328;font:12px system-ui,sans-serif}.chart .tick{fill:#57606A}"
                + ".chart .grid{stroke:#D0D7DE;stroke-width:1}.chart .axis{stroke:#57606A;stroke-width:1}"
                + ".chart .line{fill:none;stroke-width:2}.chart .muted{stroke:#57606A;stroke-width:1.5;"
                + "stroke-dasharray:5 4;fill:none}.chart .mark{stroke:#1F2328;stroke-width:1.5;stroke-dasharray:2 3}"
                + ".chart .band{opacity:.18}"
                + colours(LIGHT)
                + "@media screen and (prefers-color-scheme:dark){.chart text{fill:#E6EDF3}.chart .tick{fill:#9DA7B1}"
                + ".chart .grid{stroke:#30363D}.chart .axis,.chart .muted{stroke:#9DA7B1}.chart .mark{stroke:#E6EDF3}"
                + colours(DARK)
                + "}";
    }

    private static String colours(List<String> colours) {
        StringBuilder css = new StringBuilder();
        for (int i = 0; i < colours.size(); i++) {
            css.append(".chart .s").append(i).append("{stroke:").append(colours.get(i));
            css.append("}.chart .f")
                    .append(i)
                    .append("{fill:")
                    .append(colours.get(i))
                    .append('}');
        }
        return css.toString();
    }
}
