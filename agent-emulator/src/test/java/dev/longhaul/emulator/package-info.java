/** What the emulator promises, over real HTTP on the loopback interface. */
@NullMarked
package dev.longhaul.emulator;

import org.jspecify.annotations.NullMarked;
