/** A coding agent, the broken project of its demo, and the simulated model that mends it. */
@NullMarked
package dev.longhaul.samples.coding;

import org.jspecify.annotations.NullMarked;
