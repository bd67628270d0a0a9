@NullMarked
package dev.longhaul.samples.retention;

import org.jspecify.annotations.NullMarked;
