/** Any LangChain4j {@code ChatModel} as a {@link dev.longhaul.model.Model}. */
@NullMarked
package dev.longhaul.runner.langchain4j;

import org.jspecify.annotations.NullMarked;
