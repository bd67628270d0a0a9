/** What an inspection of a summary promises. */
@NullMarked
package dev.longhaul.compaction.retention;

import org.jspecify.annotations.NullMarked;
