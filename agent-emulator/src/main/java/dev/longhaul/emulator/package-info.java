/**
 * A Messages API server that compacts, forgets, bills and fails like the real one, for tests and demonstrations.
 *
 * <p>Start with {@link dev.longhaul.emulator.MessagesEmulator}; what it answers is decided by a {@link
 * dev.longhaul.emulator.Brain}. Packages below {@code internal} are not API.
 */
@NullMarked
package dev.longhaul.emulator;

import org.jspecify.annotations.NullMarked;
