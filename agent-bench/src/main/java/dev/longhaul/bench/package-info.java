/** Measures what the design promises. Not published. */
@NullMarked
package dev.longhaul.bench;

import org.jspecify.annotations.NullMarked;
