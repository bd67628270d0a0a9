/** What passes between a session and a model: messages, blocks, requests, replies, usage, and the port {@code Model}. */
@NullMarked
package dev.longhaul.model;

import org.jspecify.annotations.NullMarked;
