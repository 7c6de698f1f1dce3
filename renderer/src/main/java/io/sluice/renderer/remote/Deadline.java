package io.sluice.renderer.remote;

import java.io.File;
import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/// Ends a fetch that takes too long or gets too large.
final class Deadline extends EmptyProgressMonitor {

    private static final int LOOKS = 4096;

    private final File folder;
    private final long limit;
    private final long end;
    private int asked;
    private boolean tooLarge;

    /// @param folder that the fetch fills
    /// @param limit of its bytes
    Deadline(Duration time, File folder, long limit) {
        this.end = System.nanoTime() + time.toNanos();
        this.folder = folder;
        this.limit = limit;
    }

    @Override
    public boolean isCancelled() {
        if (asked++ % LOOKS == 0) {
            tooLarge = size(folder) > limit;
        }
        return tooLarge || isOver();
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    private static long size(File file) {
        File[] children = file.listFiles();
        if (children == null) {
            return file.length();
        }
        long size = 0;
        for (File child : children) {
            size += size(child);
        }
        return size;
    }
}
