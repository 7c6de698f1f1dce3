package io.sluice.sourcewatcher.git;

import java.io.File;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// The machine as JGit may see it: without the configuration of the machine and of the user we
/// run as, which would otherwise decide about proxies, hooks, credentials and other URLs.
final class IsolatedSystem extends SystemReader {

    private static final AtomicBoolean INSTALLED = new AtomicBoolean();
    private static final int MEGABYTE = 1024 * 1024;

    private final SystemReader machine;

    private IsolatedSystem(SystemReader machine) {
        this.machine = machine;
    }

    /// Isolates JGit in this process, and bounds its memory.
    static void install() {
        if (INSTALLED.compareAndSet(false, true)) {
            SystemReader.setInstance(new IsolatedSystem(SystemReader.getInstance()));
            // JGit measures the clock of the file system for seconds; the first check does not
            // wait.
            FS.FileStoreAttributes.setBackground(true);
            var cache = new WindowCacheConfig();
            cache.setPackedGitLimit(8 * MEGABYTE);
            cache.setDeltaBaseCacheLimit(4 * MEGABYTE);
            cache.setStreamFileThreshold(4 * MEGABYTE);
            cache.install();
        }
    }

    @Override
    public String getHostname() {
        return InetAddress.getLoopbackAddress().getHostName();
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") || variable.startsWith("XDG_")
                ? null
                : machine.getenv(variable);
    }

    @Override
    public String getProperty(String key) {
        return machine.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
        return new Nothing(parent, files);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
        return new Nothing(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
        return new Nothing(parent, files);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public long getCurrentTime() {
        return machine.now().toEpochMilli();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public int getTimezone(long when) {
        return 0;
    }

    /// A configuration file that is empty and stays so.
    private static final class Nothing extends FileBasedConfig {

        Nothing(@Nullable Config parent, FS files) {
            super(parent, new File("nothing"), files);
        }

        @Override
        public void load() {
            // there is nothing to read
        }

        @Override
        public void save() {
            // and nowhere to write
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
