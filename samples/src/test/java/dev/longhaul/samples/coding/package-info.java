/** Tests of the coding sample. */
@NullMarked
package dev.longhaul.samples.coding;

import org.jspecify.annotations.NullMarked;
