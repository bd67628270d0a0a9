/** What may be spent, and what was: limits, their edges, and the ledger. */
@NullMarked
package dev.longhaul.budget;

import org.jspecify.annotations.NullMarked;
