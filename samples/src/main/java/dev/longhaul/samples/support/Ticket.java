package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a customer wrote: one element of the queue file, its fields spelled in snake case there.
 *
 * @param id unique in the queue, never blank
 * @param category as the customer chose it; empty if none was chosen
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Ticket(
        String id, String customerName, String customerEmail, String subject, String description, String category) {}
