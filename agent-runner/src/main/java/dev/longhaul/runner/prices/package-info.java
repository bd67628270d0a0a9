/** Price lists from files: the one that is shipped, and a user's own. */
@NullMarked
package dev.longhaul.runner.prices;

import org.jspecify.annotations.NullMarked;
