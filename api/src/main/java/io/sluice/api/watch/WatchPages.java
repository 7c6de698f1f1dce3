package io.sluice.api.watch;

/// In what parts a watch reads the list of what is there when it starts.
public final class WatchPages {

    /// So many objects at a time: all at once they are many times what is kept of them.
    public static final long SIZE = 100;

    private WatchPages() {}
}
