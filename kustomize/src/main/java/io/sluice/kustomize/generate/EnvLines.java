package io.sluice.kustomize.generate;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// The lines of an env file.
final class EnvLines {

    /// The reference reads lines into a buffer of this size and stops without a word at the first
    /// one that does not fit in, its line break included.
    private static final int BUFFER = 64 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private EnvLines() {}

    /// Gives the lines, one after the other, without their ends and without the mark that a file may
    /// start with.
    static void each(byte[] file, Consumer<byte[]> use) {
        int start = 0;
        while (start < file.length) {
            int end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            if (end - start >= BUFFER) {
                break;
            }
            boolean carriage = end > start && file[end - 1] == '\r';
            byte[] line = Arrays.copyOfRange(file, start, carriage ? end - 1 : end);
            use.accept(start == 0 ? unmarked(line) : line);
            start = end + 1;
        }
    }

    private static byte[] unmarked(byte[] line) {
        int length = BYTE_ORDER_MARK.length;
        boolean marked =
                line.length >= length
                        && Arrays.equals(Arrays.copyOf(line, length), BYTE_ORDER_MARK);
        return marked ? Arrays.copyOfRange(line, length, line.length) : line;
    }

    /// What a line says, without the white space before it.
    static String entry(byte[] line) {
        try {
            String text = Yaml.decode(line);
            int start = 0;
            while (start < text.length() && isSpace(text.charAt(start))) {
                start++;
            }
            return text.substring(start);
        } catch (YamlException e) {
            throw new KustomizeException(
                    "line "
                            + Arrays.toString(unsigned(line)).replace(",", "")
                            + " has invalid utf8 bytes : "
                            + new String(line, StandardCharsets.UTF_8));
        }
    }

    private static int[] unsigned(byte[] line) {
        var values = new int[line.length];
        for (int i = 0; i < line.length; i++) {
            values[i] = Byte.toUnsignedInt(line[i]);
        }
        return values;
    }

    /// White space as Unicode has it: with the spaces that do not break a line.
    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
    }
}
