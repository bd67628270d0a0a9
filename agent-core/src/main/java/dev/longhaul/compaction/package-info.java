/** What happens where a context is closed: policy, boundary, pins, checkpoint, hooks and the breaker of loops. */
@NullMarked
package dev.longhaul.compaction;

import org.jspecify.annotations.NullMarked;
