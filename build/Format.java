import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Formats every Java source below a directory in place; files that are in shape are not touched.
 */
class Format {

    public static void main(String[] args) throws Exception {
        Formatter formatter =
                new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
        int changed = 0;
        for (Path file : sources(Path.of(args[0]))) {
            String before = Files.readString(file);
            String after = formatter.formatSource(tidyImports(before));
            if (!after.equals(before)) {
                Files.writeString(file, after);
                changed++;
            }
        }
        if (changed > 0) {
            System.out.println("Formatted " + changed + " files");
        }
    }

    private static String tidyImports(String source) throws Exception {
        return ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(source), Style.AOSP);
    }

    private static List<Path> sources(Path root) throws Exception {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !root.relativize(file).toString().contains("target/"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
        }
    }
}
