/** The support agent: a desk with seven tools, its files, and the simulated model that works at it offline. */
@NullMarked
package dev.longhaul.samples.support;

import org.jspecify.annotations.NullMarked;
