package dev.longhaul.tools.mcp;

import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tools.ProvidedTools;
import java.util.List;

/** What docs/tools.md shows. */
final class McpExample {

    private McpExample() {}

    static ProvidedTools reports() {
        // tag::mcp[]
        var files = McpServer.over(StdioMcpTransport.builder()
                        .command(List.of("npx", "-y", "@modelcontextprotocol/server-filesystem", "/srv/reports"))
                        .build())
                .named("reports")
                .only("read_text_file", "list_directory", "write_file") // all, if you name none
                .rename(name -> "reports_" + name) // for two servers that use the same names
                .connect();
        var provided = ProvidedTools.of(files)
                .policy("reports_write_file", CallPolicy.DEFAULT.approval(Approval.ALWAYS)); // .toolProvider(provided)
        // end::mcp[]
        return provided;
    }
}
