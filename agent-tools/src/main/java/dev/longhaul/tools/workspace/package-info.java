/** Tools of a coding agent: files and commands in one folder, journalled so that they can be undone. */
@NullMarked
package dev.longhaul.tools.workspace;

import org.jspecify.annotations.NullMarked;
