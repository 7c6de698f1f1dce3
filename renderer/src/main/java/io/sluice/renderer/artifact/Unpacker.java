package io.sluice.renderer.artifact;

import io.sluice.renderer.artifact.PackedTree.Slice;
import io.sluice.renderer.desiredstate.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Unpacks archives: verified, and within limits.
///
/// @param limits what one archive may cost
/// @param folder for the unpacked contents; nothing in it has a name after unpacking
public record Unpacker(ArtifactLimits limits, Path folder) {

    private static final long FREE = 1 << 20;

    /// Unpacks a gzipped tar archive.
    ///
    /// @param digest it must have, `sha256:<hex>`
    /// @throws ArtifactException if it has another digest, breaks a limit or names what it must not
    PackedTree unpack(InputStream archive, String digest) throws IOException {
        MessageDigest packed = Sha256.newDigest();
        var raw = new BoundedInput(new DigestInputStream(archive, packed), this::checkPacked);
        Path file = Files.createTempFile(folder, "artifact-", ".contents");
        try {
            PackedTree.Index index = new PackedTree.Index();
            try (OutputStream contents = new BufferedOutputStream(Files.newOutputStream(file))) {
                readAll(raw, contents, index);
            }
            String found = Sha256.text(packed.digest());
            if (!found.equals(digest)) {
                throw ArtifactException.refused(
                        "the artifact has the digest %s, not %s".formatted(found, digest));
            }
            return index.over(map(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void readAll(BoundedInput raw, OutputStream contents, PackedTree.Index index)
            throws IOException {
        try (var unzipped =
                new BoundedInput(
                        new GZIPInputStream(raw, 64 * 1024),
                        count -> checkUnpacked(count, raw.count()))) {
            TarReader tar = new TarReader(unzipped);
            long offset = 0;
            for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                offset += take(tar, entry, offset, contents, index);
                if (index.size() > limits.entries()) {
                    throw ArtifactException.refused(
                            "the archive has more than %d files".formatted(limits.entries()));
                }
            }
            unzipped.transferTo(OutputStream.nullOutputStream());
            raw.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException e) {
            throw new ArtifactException(
                    ArtifactException.Kind.REFUSED, "the archive is not gzip", e);
        }
    }

    private long take(
            TarReader tar,
            TarReader.Entry entry,
            long offset,
            OutputStream contents,
            PackedTree.Index index)
            throws IOException {
        switch (entry.type()) {
            case '5' -> index.addDirectory(EntryPath.of(entry.name(), limits.pathLength()));
            case '0', '7' -> {
                String path = EntryPath.of(entry.name(), limits.pathLength());
                if (entry.size() > limits.fileBytes()) {
                    throw ArtifactException.refused(
                            "%s has %d bytes, more than the %d allowed"
                                    .formatted(path, entry.size(), limits.fileBytes()));
                }
                String hash = copy(tar, contents);
                index.addFile(path, new Slice(offset, (int) entry.size(), hash));
                return entry.size();
            }
            case '2' -> {
                // As in Flux: links are left out of what is built.
            }
            default ->
                    throw ArtifactException.refused(
                            "the archive holds %s, which is neither a file nor a directory"
                                    .formatted(entry.name()));
        }
        return 0;
    }

    private static String copy(TarReader tar, OutputStream contents) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[16 * 1024];
        for (int read = tar.read(buffer); read >= 0; read = tar.read(buffer)) {
            digest.update(buffer, 0, read);
            contents.write(buffer, 0, read);
        }
        return Sha256.hex(digest.digest());
    }

    private static MemorySegment map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.size() == 0
                    ? MemorySegment.ofArray(new byte[0])
                    : channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        }
    }

    private void checkPacked(long bytes) throws IOException {
        if (bytes > limits.packedBytes()) {
            throw ArtifactException.refused(
                    "the archive has more than %d bytes".formatted(limits.packedBytes()));
        }
    }

    private void checkUnpacked(long bytes, long packed) throws IOException {
        if (bytes > limits.unpackedBytes()) {
            throw ArtifactException.refused(
                    "the archive unpacks to more than %d bytes".formatted(limits.unpackedBytes()));
        }
        if (bytes > FREE && bytes / limits.ratio() > packed) {
            throw ArtifactException.refused(
                    "the archive unpacks to more than %d times its size".formatted(limits.ratio()));
        }
    }
}
