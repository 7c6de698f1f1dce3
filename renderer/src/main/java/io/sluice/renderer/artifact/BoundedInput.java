package io.sluice.renderer.artifact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that counts, and breaks off above a limit.
final class BoundedInput extends FilterInputStream {

    private final Check check;
    private long count;

    /// Called with each new count; throws when it is too much.
    interface Check {
        void count(long bytes) throws IOException;
    }

    BoundedInput(InputStream in, Check check) {
        super(in);
        this.check = check;
    }

    /// How many bytes were read.
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            add(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            add(read);
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        byte[] buffer = new byte[(int) Math.min(wanted, 8192)];
        return buffer.length == 0 ? 0 : Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(int read) throws IOException {
        count += read;
        check.count(count);
    }
}
