/** What a service embeds: {@link dev.longhaul.runner.AgentRunner} and what it needs. */
@NullMarked
package dev.longhaul.runner;

import org.jspecify.annotations.NullMarked;
