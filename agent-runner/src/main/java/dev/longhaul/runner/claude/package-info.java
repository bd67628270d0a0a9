/** The Messages API as a {@link dev.longhaul.model.Model}: the wire, read and written block by block. */
@NullMarked
package dev.longhaul.runner.claude;

import org.jspecify.annotations.NullMarked;
