/** What a request must fulfil before anything is sampled or billed. Not API. */
@NullMarked
package dev.longhaul.emulator.internal.check;

import org.jspecify.annotations.NullMarked;
