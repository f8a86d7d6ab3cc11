/** Reports of a study as files: documents with tables and figures, and their writers for HTML, Markdown, CSV and LaTeX. */
@NullMarked
package dev.signalbox.report;

import org.jspecify.annotations.NullMarked;
