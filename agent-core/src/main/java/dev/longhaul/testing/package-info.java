/** What a user's unit test needs: a model that follows a script, a clock that is set. No test framework. */
@NullMarked
package dev.longhaul.testing;

import org.jspecify.annotations.NullMarked;
