package io.sluice.renderer.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the entries of a tar stream: ustar, PAX paths and sizes, GNU long names.
final class TarReader {

    private static final int BLOCK = 512;
    private static final int LONGEST_HEADER = 64 * 1024;

    private final InputStream in;
    private long left;
    private long padding;

    /// One entry; its content is read from the reader.
    ///
    /// @param type the type flag, `0` for a file
    record Entry(String name, char type, long size) {}

    TarReader(InputStream in) {
        this.in = in;
    }

    /// The next entry, or null at the end.
    @Nullable Entry next() throws IOException {
        String longName = null;
        long longSize = -1;
        while (true) {
            skipRest();
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                return null;
            }
            if (header.length < BLOCK) {
                throw new EOFException("the archive ends within an entry");
            }
            checkSum(header);
            char type = header[156] == 0 ? '0' : (char) (header[156] & 0xff);
            long size = number(header, 124, 12);
            begin(size);
            switch (type) {
                case 'L' -> longName = cut(readHeader(size));
                case 'x' -> {
                    Pax pax = Pax.parse(readHeader(size));
                    longName = pax.path() == null ? longName : pax.path();
                    longSize = pax.size() < 0 ? longSize : pax.size();
                }
                case 'g', 'K' -> readHeader(size);
                default -> {
                    if (longSize >= 0) {
                        begin(longSize);
                    }
                    return new Entry(longName == null ? name(header) : longName, type, left);
                }
            }
        }
    }

    /// Reads some of the current entry's content; -1 at its end.
    int read(byte[] buffer) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
            throw new EOFException("the archive ends within a file");
        }
        left -= read;
        return read;
    }

    private void begin(long size) throws IOException {
        if (size < 0) {
            throw ArtifactException.refused("an entry of the archive has a negative size");
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private void skipRest() throws IOException {
        in.skipNBytes(left);
        in.skipNBytes(padding);
        left = 0;
        padding = 0;
    }

    private byte[] readHeader(long size) throws IOException {
        if (size > LONGEST_HEADER) {
            throw ArtifactException.refused("a header of the archive has " + size + " bytes");
        }
        byte[] bytes = in.readNBytes((int) size);
        left = 0;
        if (bytes.length < size) {
            throw new EOFException("the archive ends within a header");
        }
        return bytes;
    }

    private static String name(byte[] header) {
        String name = cut(Arrays.copyOfRange(header, 0, 100));
        boolean isUstar = new String(header, 257, 6, StandardCharsets.US_ASCII).equals("ustar\0");
        String prefix = isUstar ? cut(Arrays.copyOfRange(header, 345, 500)) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String cut(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static long number(byte[] header, int at, int length) throws IOException {
        if ((header[at] & 0x80) != 0) {
            long value = header[at] & 0x3f;
            for (int index = at + 1; index < at + length; index++) {
                if (value > Long.MAX_VALUE >> 9) {
                    throw ArtifactException.refused("an entry of the archive is impossibly large");
                }
                value = (value << 8) | (header[index] & 0xff);
            }
            return value;
        }
        String text = cut(Arrays.copyOfRange(header, at, at + length)).strip();
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text, 8);
        } catch (NumberFormatException _) {
            throw ArtifactException.refused("not a tar archive: a number is not octal");
        }
    }

    private static void checkSum(byte[] header) throws IOException {
        long wanted = number(header, 148, 8);
        long sum = 0;
        for (int index = 0; index < BLOCK; index++) {
            boolean isOwn = index >= 148 && index < 156;
            sum += isOwn ? ' ' : header[index] & 0xff;
        }
        if (sum != wanted) {
            throw ArtifactException.refused("not a tar archive: a header's checksum is wrong");
        }
    }

    private static boolean isZero(byte[] block) {
        for (byte value : block) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
