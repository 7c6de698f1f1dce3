package io.sluice.renderer.desiredstate;

import io.sluice.events.RenderFailed;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Manifests that do not fit into one record.
public final class TooLarge {

    private static final int NAMED = 3;

    private TooLarge() {}

    /// The failure, naming the largest objects.
    ///
    /// @param what is too large, with one `%d` for its size
    /// @param size it has, bytes
    /// @param limit it must not exceed, bytes
    public static RenderFailed of(Assembly.Complete complete, String what, long size, long limit) {
        List<String> largest =
                IntStream.range(0, complete.objects().size())
                        .boxed()
                        .sorted(Comparator.comparing(complete.sizes()::get).reversed())
                        .limit(NAMED)
                        .map(index -> describe(complete, index))
                        .toList();
        return new RenderFailed(
                Failures.TOO_LARGE,
                (what
                                + ", more than the %d allowed; split the unit or shrink its largest objects: %s")
                        .formatted(size, limit, String.join(", ", largest)),
                null,
                null,
                false);
    }

    private static String describe(Assembly.Complete complete, int index) {
        String file = complete.objects().get(index).file();
        return complete.objects().get(index).id()
                + " ("
                + complete.sizes().get(index)
                + " bytes"
                + (file == null ? "" : ", " + file)
                + ")";
    }
}
