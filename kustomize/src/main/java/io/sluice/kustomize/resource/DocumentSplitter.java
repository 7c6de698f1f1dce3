package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import java.util.ArrayList;
import java.util.List;

/// Splits a file at the lines that start with `---`, whatever they are part of.
final class DocumentSplitter {

    /// A part of a file.
    ///
    /// @param text the part
    /// @param line the number of lines before it
    record Chunk(String text, int line) {}

    /// Far more than a build may have objects, as documents may be empty.
    private static final int MOST = 100_000;

    private DocumentSplitter() {}

    static List<Chunk> split(String text) {
        var chunks = new ArrayList<Chunk>();
        int start = 0;
        int line = 0;
        int from = 0;
        while (true) {
            int at = text.indexOf("\n---", from);
            int end = at < 0 ? -1 : text.indexOf('\n', at + 4);
            if (end < 0) {
                chunks.add(new Chunk(text.substring(start), line));
                return chunks;
            }
            String rest = text.substring(at + 4, end).strip();
            if (!rest.isEmpty() && !rest.startsWith("#")) {
                throw new KustomizeException(
                        "invalid document separator: " + text.substring(at + 1, end).strip(),
                        null,
                        line + lines(text, start, at) + 2);
            }
            if (chunks.size() == MOST) {
                throw new KustomizeException("more than " + MOST + " documents in one file");
            }
            chunks.add(new Chunk(text.substring(start, at + 1), line));
            line += lines(text, start, end + 1);
            start = end + 1;
            from = end + 1;
        }
    }

    private static int lines(String text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                count++;
            }
        }
        return count;
    }
}
