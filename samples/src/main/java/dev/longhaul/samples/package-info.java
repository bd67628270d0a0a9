/** The agents to try, and the program that starts them. */
@NullMarked
package dev.longhaul.samples;

import org.jspecify.annotations.NullMarked;
