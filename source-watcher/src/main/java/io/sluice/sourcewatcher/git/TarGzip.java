package io.sluice.sourcewatcher.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// Writes a `.tar.gz` that depends on nothing but names, modes and content: no times, no owners.
///
/// Names that a plain header cannot hold get a PAX header.
final class TarGzip implements AutoCloseable {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final long LARGEST = 077777777777L;
    private static final byte FILE = '0';
    private static final byte DIRECTORY = '5';
    private static final byte EXTENDED = 'x';

    private final OutputStream out;

    TarGzip(OutputStream target) throws IOException {
        this.out = new GZIPOutputStream(target, 64 * 1024);
    }

    /// A directory, by its path without a trailing slash.
    void directory(String path) throws IOException {
        header(path + "/", 0750, 0, DIRECTORY);
    }

    /// A file.
    ///
    /// @param size of the content, which must be right
    void file(String path, boolean executable, long size, InputStream content) throws IOException {
        header(path, executable ? 0700 : 0600, size, FILE);
        long copied = content.transferTo(out);
        if (copied != size) {
            throw new IOException("%s has %d bytes, not %d".formatted(path, copied, size));
        }
        pad(size);
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }

    private void header(String path, int mode, long size, byte type) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        boolean plain = name.length <= NAME && size <= LARGEST && name.length == path.length();
        if (!plain) {
            StringBuilder records = new StringBuilder(record("path", path));
            if (size > LARGEST) {
                records.append(record("size", Long.toString(size)));
            }
            byte[] body = records.toString().getBytes(StandardCharsets.UTF_8);
            block(
                    "PaxHeaders/entry".getBytes(StandardCharsets.US_ASCII),
                    0600,
                    body.length,
                    EXTENDED);
            out.write(body);
            pad(body.length);
        }
        block(
                name.length <= NAME ? name : Arrays.copyOf(name, NAME),
                mode,
                size <= LARGEST ? size : 0,
                type);
    }

    /// A PAX record counts its own length.
    private static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int bytes = rest.getBytes(StandardCharsets.UTF_8).length;
        int length = bytes + Integer.toString(bytes).length();
        if (Integer.toString(length).length() > Integer.toString(bytes).length()) {
            length++;
        }
        return length + rest;
    }

    private void block(byte[] name, int mode, long size, byte type) throws IOException {
        byte[] block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, name.length);
        octal(block, 100, 8, mode);
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        octal(block, 124, 12, size);
        octal(block, 136, 12, 0);
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = type;
        text(block, 257, "ustar\00000");
        octal(block, 329, 8, 0);
        octal(block, 337, 8, 0);
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        text(block, 148, "%06o\0 ".formatted(sum));
        out.write(block);
    }

    private static void octal(byte[] block, int at, int length, long value) {
        String digits = Long.toOctalString(value);
        text(block, at, "0".repeat(length - 1 - digits.length()) + digits);
    }

    private static void text(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private void pad(long size) throws IOException {
        int over = (int) (size % BLOCK);
        if (over > 0) {
            out.write(new byte[BLOCK - over]);
        }
    }
}
