/** What a model may call: the port {@link dev.longhaul.tool.Tool}, its calls and results. */
@NullMarked
package dev.longhaul.tool;

import org.jspecify.annotations.NullMarked;
