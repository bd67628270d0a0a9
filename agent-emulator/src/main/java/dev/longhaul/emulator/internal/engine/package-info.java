/** What the model sees, what it costs and what it replies. Not API. */
@NullMarked
package dev.longhaul.emulator.internal.engine;

import org.jspecify.annotations.NullMarked;
