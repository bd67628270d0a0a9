/** Where sessions outlive their process: the journal in SQLite or PostgreSQL. Start at {@link SessionStore}. */
@NullMarked
package dev.longhaul.runner.store;

import org.jspecify.annotations.NullMarked;
