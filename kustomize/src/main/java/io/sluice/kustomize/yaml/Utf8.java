package io.sluice.kustomize.yaml;

/// Tells what is wrong with bytes that are no UTF-8.
final class Utf8 {

    private Utf8() {}

    /// What is wrong first.
    static String problem(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int width = width(bytes[at]);
            if (width == 0) {
                return "invalid leading UTF-8 octet";
            }
            if (at + width > bytes.length) {
                return "incomplete UTF-8 octet sequence";
            }
            int value = width == 1 ? bytes[at] : bytes[at] & (0x7F >> width);
            for (int i = 1; i < width; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    return "invalid trailing UTF-8 octet";
                }
                value = (value << 6) | (bytes[at + i] & 0x3F);
            }
            if (width > 1 && value < LEAST[width]) {
                return "invalid length of a UTF-8 sequence";
            }
            if ((value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) {
                return "invalid Unicode character";
            }
            at += width;
        }
        return "control characters are not allowed";
    }

    /// The least value that needs so many bytes.
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    private static int width(byte first) {
        if (first >= 0) {
            return 1;
        }
        if ((first & 0xE0) == 0xC0) {
            return 2;
        }
        if ((first & 0xF0) == 0xE0) {
            return 3;
        }
        return (first & 0xF8) == 0xF0 ? 4 : 0;
    }
}
