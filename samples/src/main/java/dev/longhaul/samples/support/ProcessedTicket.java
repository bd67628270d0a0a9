package dev.longhaul.samples.support;

/**
 * A ticket the desk is done with: one element of the file the sample writes.
 *
 * @param response the reply drafted for the customer
 * @param completions how many times it was marked complete; more than once is a mistake of the agent
 */
public record ProcessedTicket(
        String id, String category, String priority, String team, String response, String status, int completions) {}
