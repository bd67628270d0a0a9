/** MCP servers as providers of tools; needs {@code dev.langchain4j:langchain4j-mcp}. */
@NullMarked
package dev.longhaul.tools.mcp;

import org.jspecify.annotations.NullMarked;
