package dev.longhaul.tools;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.List;
import javax.tools.ToolProvider;

/** A class compiled as javac does by default: without the names of its parameters. */
final class Nameless {

    private Nameless() {}

    static Class<?> compiled() throws IOException, ClassNotFoundException {
        var folder = Files.createTempDirectory("nameless");
        var source = Files.writeString(
                folder.resolve("Nameless.java"),
                "public class Nameless { @dev.langchain4j.agent.tool.Tool public void call(String id) {} }");
        var compiler = ToolProvider.getSystemJavaCompiler();
        var options = List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        try (var files = compiler.getStandardFileManager(null, null, null);
                var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, Nameless.class.getClassLoader())) {
            compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            return loader.loadClass("Nameless");
        }
    }
}
