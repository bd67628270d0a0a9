/**
 * What a summary kept and what it lost, found by reading alone: facts are scanned from the messages it closes, ranked by
 * use, and looked up in the text that will stand in their place. Pure, deterministic, linear in what is read.
 */
@NullMarked
package dev.longhaul.compaction.retention;

import org.jspecify.annotations.NullMarked;
