package io.sluice.renderer.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What an extended header says of the entry after it: lines of `<length> <key>=<value>`.
///
/// @param path null if not given
/// @param size -1 if not given
record Pax(@Nullable String path, long size) {

    static Pax parse(byte[] bytes) throws IOException {
        String path = null;
        long size = -1;
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            long length = number(bytes, at, space);
            if (length < space - at + 2 || length > bytes.length - at) {
                throw broken();
            }
            int end = at + (int) length;
            if (bytes[end - 1] != '\n') {
                throw broken();
            }
            String line = new String(bytes, space + 1, end - space - 2, StandardCharsets.UTF_8);
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw broken();
            }
            String value = line.substring(equals + 1);
            switch (line.substring(0, equals)) {
                case "path" -> path = value;
                case "size" -> {
                    byte[] digits = value.getBytes(StandardCharsets.UTF_8);
                    size = number(digits, 0, digits.length);
                }
                default -> {}
            }
            at = end;
        }
        return new Pax(path, size);
    }

    private static long number(byte[] bytes, int from, int to) throws IOException {
        if (from >= to || to - from > 15) {
            throw broken();
        }
        long value = 0;
        for (int index = from; index < to; index++) {
            if (bytes[index] < '0' || bytes[index] > '9') {
                throw broken();
            }
            value = value * 10 + bytes[index] - '0';
        }
        return value;
    }

    private static ArtifactException broken() {
        return ArtifactException.refused("not a tar archive: an extended header is broken");
    }
}
