/** The loop itself: decide, do, record. The one place that knows all the others. */
@NullMarked
package dev.longhaul.loop;

import org.jspecify.annotations.NullMarked;
