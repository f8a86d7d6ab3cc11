package dev.signalbox.report;

/** The formats a report is written in. */
public enum ReportFormat {
    /** One file that holds everything. */
    HTML("html"),
    /** A text file with the figures as SVG files beside it. */
    MD("md"),
    /** Every number, one a line. */
    CSV("csv"),
    /** The tables, with the figures as SVG files beside it. */
    TEX("tex");

    private final String ending;

    ReportFormat(String ending) {
        this.ending = ending;
    }

    /** The end of file names, without the dot. */
    public String ending() {
        return ending;
    }
}
