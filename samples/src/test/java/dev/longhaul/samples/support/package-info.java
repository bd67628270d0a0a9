/** Tests of the support sample. */
@NullMarked
package dev.longhaul.samples.support;

import org.jspecify.annotations.NullMarked;
