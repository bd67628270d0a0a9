/** Turns annotated methods into tools: LangChain4j's annotations and schema, our own checking of what the model sends. */
@NullMarked
package dev.longhaul.tools;

import org.jspecify.annotations.NullMarked;
