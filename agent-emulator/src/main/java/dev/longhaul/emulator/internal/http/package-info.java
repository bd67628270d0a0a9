/** The HTTP side: routes, authentication, sending. Not API. */
@NullMarked
package dev.longhaul.emulator.internal.http;

import org.jspecify.annotations.NullMarked;
