/** What a checkpoint is worth: the same seeded shift at the support desk with and without it, counted. */
@NullMarked
package dev.longhaul.samples.retention;

import org.jspecify.annotations.NullMarked;
