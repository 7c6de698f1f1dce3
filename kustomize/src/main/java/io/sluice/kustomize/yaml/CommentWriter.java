package io.sluice.kustomize.yaml;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes the comments of a text again between the nodes that were read from it.
final class CommentWriter {

    /// Comments in lines that follow each other.
    ///
    /// @param line the first one's line
    /// @param column where it starts
    /// @param texts the comments
    /// @param after whether an empty line is before them
    /// @param before whether an empty line is behind them
    private record Block(int line, int column, List<String> texts, boolean after, boolean before) {}

    private final List<String> lines;
    private final ArrayDeque<Block> blocks = new ArrayDeque<>();
    private final Map<Integer, String> trailing = new HashMap<>();
    private final Output out;
    private boolean nothingYet = true;
    private int lastColumn;

    private CommentWriter(List<String> lines, Output out) {
        this.lines = lines;
        this.out = out;
    }

    /// A writer of the comments in the first document of a text.
    static CommentWriter of(String text, Output out) {
        var writer = new CommentWriter(text.lines().toList(), out);
        var scanner = new Scanner(new CharSource(text, Dialect.RESOURCE, 0), Comments.ofAll());
        var starts = new TreeSet<Integer>();
        int end = end(scanner, starts);
        List<Comments.Comment> comments =
                scanner.comments().all().stream().filter(c -> c.start().line() < end).toList();
        int at = 0;
        while (at < comments.size()) {
            Mark start = comments.get(at).start();
            if (!writer.text(start.line()).substring(0, start.column()).isBlank()) {
                Integer entry = starts.floor(start.line());
                int line = entry == null ? start.line() : entry;
                writer.trailing.put(line + 1, comments.get(at).text());
                at++;
                continue;
            }
            int size = 1;
            while (at + size < comments.size()
                    && comments.get(at + size).start().line() == start.line() + size
                    && comments.get(at + size).start().column() == start.column()) {
                size++;
            }
            writer.blocks.add(
                    new Block(
                            start.line() + 1,
                            start.column(),
                            comments.subList(at, at + size).stream()
                                    .map(Comments.Comment::text)
                                    .toList(),
                            writer.text(start.line() - 1).isBlank(),
                            writer.text(start.line() + size).isBlank()));
            at += size;
        }
        return writer;
    }

    /// The line, from 0, at which the first document ends.
    ///
    /// @param starts gets the lines, from 0, in which entries outside of brackets start: a comment behind the
    /// last line of one belongs to the first
    private static int end(Scanner scanner, Set<Integer> starts) {
        boolean content = false;
        int brackets = 0;
        while (true) {
            Token token = scanner.next();
            switch (token.type()) {
                case STREAM_END -> {
                    return Integer.MAX_VALUE;
                }
                case DOCUMENT_START, DOCUMENT_END -> {
                    if (content) {
                        return token.start().line();
                    }
                }
                case FLOW_SEQUENCE_END, FLOW_MAPPING_END -> brackets--;
                case FLOW_SEQUENCE_START, FLOW_MAPPING_START -> {
                    content = true;
                    brackets++;
                }
                case KEY, BLOCK_ENTRY -> {
                    content = true;
                    if (brackets == 0) {
                        starts.add(token.start().line());
                    }
                }
                default -> content = true;
            }
        }
    }

    private String text(int line) {
        return line >= 0 && line < lines.size() ? lines.get(line) : "";
    }

    /// Writes the comments before an entry that was read in a line and goes to a column.
    void before(Node entry, int column) {
        int line = entry.line();
        String source = text(line - 1);
        int indent = source.length() - source.stripLeading().length();
        while (line > 0 && !blocks.isEmpty() && blocks.getFirst().line < line) {
            Block block = blocks.removeFirst();
            boolean deeper = !nothingYet && block.column > indent;
            write(block, deeper ? lastColumn : column);
            boolean apart = nothingYet || (block.column == 0 && !block.after);
            if (block.before && apart) {
                out.lineBreak('\n');
            }
        }
        nothingYet = false;
        lastColumn = column;
    }

    /// Writes the comments before a key; those right under the last entry stay there if the key is
    /// a new one behind it.
    void beforeKey(Node key, int column) {
        boolean behind = key.line() == 0 && column <= lastColumn && !nothingYet;
        while (behind && !blocks.isEmpty() && !blocks.getFirst().after) {
            Block block = blocks.removeFirst();
            write(block, block.column == 0 ? 0 : lastColumn);
            out.lineBreak('\n');
        }
        before(key, column);
    }

    private void write(Block block, int column) {
        for (String text : block.texts) {
            out.indent(column);
            out.put(text);
            out.content();
        }
    }

    /// Writes the comment that stands behind an entry in its line.
    void behind(Node entry) {
        @Nullable String text = trailing.remove(entry.line());
        if (text != null) {
            out.put(" " + text);
            out.content();
        }
    }

    /// Writes what is left.
    void end() {
        for (Block block : blocks) {
            if (block.after) {
                out.lineBreak('\n');
            }
            write(block, block.column == 0 ? 0 : lastColumn);
        }
    }
}
