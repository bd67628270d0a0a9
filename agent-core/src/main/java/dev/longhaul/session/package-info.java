/** A session's truth and what follows from it: events, their journal, the fold, and what comes next. */
@NullMarked
package dev.longhaul.session;

import org.jspecify.annotations.NullMarked;
