package dev.longhaul.samples.support;

/** A ticket and what was done on it. Immutable. */
record DeskTicket(Ticket ticket, TicketWork work) {}
