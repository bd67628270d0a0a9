package dev.longhaul.session;

import dev.longhaul.budget.Carve;

/**
 * What the calling session says of a sub-agent's session.
 *
 * @param parent who began it, and where its journal says so
 * @param carve what it may spend in all, the part it has spent already included
 * @param known whether it is known to have begun, so that a journal that is not there is lost
 */
public record SubAgentOrder(String sessionId, Parent parent, Carve carve, boolean known) {}
