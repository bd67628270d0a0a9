package dev.longhaul.samples.coding;

import java.util.regex.Pattern;

/** How this model mends code: by what the code says of itself, and by exact values that must be in view. Pure. */
final class Fix {

    static final String REPORT = """
            # Incident 2041: what it was

            * The check digits were computed with a placeholder instead of the salt of docs/label-format.md, so the gate
              refused every label.
            * A parcel of exactly a class's limit was put into the next class, though the limit belongs to it.

            Both are mended in src/depot. The tests pass.
            """;

    private static final Pattern SALT = Pattern.compile("SALT = \"([^\"]*)\"");
    private static final Pattern LIMIT = Pattern.compile("grams < (?=\\w)");

    private Fix() {}

    /** The edit that a file needs; it is done if the file needs none. */
    static Work.Progress of(String path, String source, Sight sight) {
        var salted = SALT.matcher(source);
        if (salted.find()) {
            return sight.salt()
                    .map(salt -> salted(path, salted.group(1), salt))
                    .orElseGet(() -> new Work.Progress.Stuck(path
                            + " needs the salt of docs/label-format.md. I have read that document, the list says so, but the"
                            + " value is no longer in view, and I do not guess. The tests do not pass."));
        }
        return source.contains("including the limit") && LIMIT.matcher(source).find()
                ? edit(path, "grams < ", "grams <= ")
                : new Work.Progress.Done();
    }

    private static Work.Progress salted(String path, String now, String salt) {
        return now.equals(salt)
                ? new Work.Progress.Done()
                : edit(path, "SALT = \"" + now + "\"", "SALT = \"" + salt + "\"");
    }

    private static Work.Progress edit(String path, String from, String to) {
        return Work.call("edit_file", Work.path(path).put("old_text", from).put("new_text", to));
    }
}
