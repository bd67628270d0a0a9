package dev.longhaul.tools;

import org.jspecify.annotations.Nullable;

/** Tools that keep what they were called with. */
abstract class Keeping {

    @Nullable
    Object seen = "not called";
}
