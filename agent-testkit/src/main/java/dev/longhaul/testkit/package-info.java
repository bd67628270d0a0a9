/** Contracts, a fixture and seeds for those who test their own stores, models and agents. */
@NullMarked
package dev.longhaul.testkit;

import org.jspecify.annotations.NullMarked;
