package io.sluice.sourcewatcher.git;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads archives the way the specification says, to check those we write.
final class Tar {

    private Tar() {}

    /// The entries, as `mode path=content`, directories with a trailing slash.
    static List<String> read(Path file) throws IOException {
        List<String> entries = new ArrayList<>();
        try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            String longName = null;
            byte[] header = block(in);
            while (header[0] != 0) {
                int size = Integer.parseInt(text(header, 124, 11), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((512 - size % 512) % 512);
                char type = (char) header[156];
                if (type == 'x') {
                    String record = new String(content, StandardCharsets.UTF_8);
                    longName = record.substring(record.indexOf('=') + 1, record.length() - 1);
                } else {
                    String name = longName == null ? text(header, 0, 100) : longName;
                    longName = null;
                    String mode = Integer.toOctalString(Integer.parseInt(text(header, 100, 7), 8));
                    entries.add(
                            mode
                                    + " "
                                    + name
                                    + (type == '5'
                                            ? ""
                                            : "=" + new String(content, StandardCharsets.UTF_8)));
                }
                header = block(in);
            }
        }
        return entries;
    }

    private static byte[] block(DataInputStream in) throws IOException {
        byte[] block = new byte[512];
        in.readFully(block);
        return block;
    }

    private static String text(byte[] block, int at, int length) {
        String text = new String(block, at, length, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
