/** The command line: options, live view, final table, the JSON result, exit codes. */
@NullMarked
package dev.longhaul.cli;

import org.jspecify.annotations.NullMarked;
