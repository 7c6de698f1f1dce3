package io.sluice.kustomize.load;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.schema.Schemas;
import io.sluice.kustomize.yaml.Budget;
import java.util.ArrayList;
import java.util.List;

/// What the parts of one build share.
public final class BuildContext {

    private static final long ALIASED = 100_000;

    /// Chains of the longest kind that one build may open.
    private static final int BASES = 20;

    private final BuildOptions options;
    private final InputRecord record = new InputRecord();
    private final Budget budget;
    private final Schemas schemas;
    private final List<String> warnings = new ArrayList<>();
    private final long deadline;
    private long bytesLeft;
    private int objectsLeft;
    private int basesLeft;

    /// A context for one build.
    public BuildContext(BuildOptions options) {
        this.options = options;
        var limits = options.limits();
        this.budget = new Budget(limits.nodes(), ALIASED, limits.depth());
        this.bytesLeft = limits.totalBytes();
        this.objectsLeft = limits.documents();
        this.basesLeft = limits.bases() * BASES;
        this.schemas = new Schemas(options.flux() != null);
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    /// The options of the build.
    public BuildOptions options() {
        return options;
    }

    /// What was read.
    public InputRecord record() {
        return record;
    }

    /// What may still be spent on YAML.
    public Budget budget() {
        return budget;
    }

    /// The types known in this build.
    public Schemas schemas() {
        return schemas;
    }

    /// Warnings so far.
    public List<String> warnings() {
        return warnings;
    }

    /// Adds a warning.
    public void warn(String warning) {
        warnings.add(warning);
    }

    /// Counts bytes that were read.
    void spendBytes(long count) {
        bytesLeft -= count;
        if (bytesLeft < 0) {
            throw new KustomizeException(
                    "the build reads more than " + options.limits().totalBytes() + " bytes");
        }
    }

    /// Counts a directory that was opened, however often.
    void spendBase() {
        if (--basesLeft < 0) {
            throw new KustomizeException("the build opens too many bases");
        }
        checkTime();
    }

    /// Counts an object that was read.
    public void spendObject() {
        if (--objectsLeft < 0) {
            throw new KustomizeException(
                    "the build has more than " + options.limits().documents() + " objects");
        }
        checkTime();
    }

    /// Ends a build that takes too long.
    public void checkTime() {
        if (System.nanoTime() - deadline > 0) {
            throw new KustomizeException(
                    "the build takes longer than " + options.limits().time().toSeconds() + "s");
        }
    }
}
