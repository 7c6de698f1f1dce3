package io.sluice.renderer.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// Makes archives for tests, harmless ones and others.
public final class Archives {

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    /// A gzipped archive of text files.
    public static byte[] of(Map<String, String> files) {
        var archive = new Archives();
        new TreeMap<>(files)
                .forEach(
                        (name, text) ->
                                archive.entry(name, '0', text.getBytes(StandardCharsets.UTF_8)));
        return archive.zipped();
    }

    /// Adds an entry of any type.
    public Archives entry(String name, char type, byte[] content) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 100) {
            String line = " path=" + name + "\n";
            int length = line.getBytes(StandardCharsets.UTF_8).length;
            int digits = String.valueOf(length + 3).length();
            byte[] pax = ((length + digits) + line).getBytes(StandardCharsets.UTF_8);
            raw("pax", 'x', pax.length, pax);
            bytes = Arrays.copyOf(bytes, 100);
        }
        return raw(new String(bytes, StandardCharsets.UTF_8), type, content.length, content);
    }

    /// Adds an entry whose header may lie about its size.
    public Archives raw(String name, char type, long size, byte[] content) {
        byte[] header = new byte[512];
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, header, 0, Math.min(100, text.length));
        put(header, 100, "0000644\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
        return this;
    }

    /// The archive, gzipped.
    public byte[] zipped() {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(tar.toByteArray());
            out.write(new byte[1024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
