/** The words of the wire: requests, headers, errors. Not API. */
@NullMarked
package dev.longhaul.emulator.internal.wire;

import org.jspecify.annotations.NullMarked;
