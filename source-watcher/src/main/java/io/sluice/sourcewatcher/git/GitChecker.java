package io.sluice.sourcewatcher.git;

import io.sluice.api.source.SourceReasons;
import io.sluice.events.ArtifactReference;
import io.sluice.events.ResourceKey;
import io.sluice.sourcewatcher.source.Check;
import io.sluice.sourcewatcher.source.CheckFailedException;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.source.Origin;
import io.sluice.sourcewatcher.source.Revisions;
import io.sluice.sourcewatcher.source.Secrets;
import io.sluice.sourcewatcher.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Checks Git repositories: asks the remote, fetches what is new, packs it. Safe for several
/// threads; a check can be interrupted.
public final class GitChecker {

    private static final int PACKING_AT_ONCE = 3;

    private final Mirrors mirrors;
    private final ArtifactStore store;
    private final Secrets secrets;
    private final Map<ResourceKey, Origin.Git> packed = new ConcurrentHashMap<>();
    private final Map<ResourceKey, Remote> remotes = new ConcurrentHashMap<>();
    private final Semaphore packing = new Semaphore(PACKING_AT_ONCE);

    /// @param directory of the mirrors
    public GitChecker(Path directory, ArtifactStore store, Secrets secrets) {
        this.mirrors = new Mirrors(directory);
        this.store = store;
        this.secrets = secrets;
    }

    /// Checks a repository.
    ///
    /// @param early told before the remote is asked, if what is known is in the store
    public CheckOutcome check(Check check, Origin.Git origin, Consumer<CheckOutcome> early)
            throws InterruptedException {
        ArtifactReference known = check.known();
        if (known != null && check.thorough() && store.holds(known, true)) {
            early.accept(new CheckOutcome.Stored(known));
            if (check.pinned()) {
                return unchanged(known);
            }
        }
        try {
            return look(check, origin);
        } catch (CheckFailedException e) {
            return e.failure();
        } catch (IOException e) {
            return new CheckOutcome.Failed(
                    SourceReasons.ARCHIVE_OPERATION_FAILED,
                    "the artifact cannot be stored: " + e.getMessage(),
                    "StorageOperationFailed",
                    false);
        }
    }

    private CheckOutcome look(Check check, Origin.Git origin)
            throws CheckFailedException, IOException, InterruptedException {
        Credentials credentials =
                Credentials.read(secrets, check.key().namespace(), origin.secretName());
        Remote remote = Remote.of(origin.url(), credentials, check.timeout());
        ArtifactReference known = check.known();
        remotes.put(check.key(), remote);
        try (Repository mirror = mirrors.open(remote)) {
            var revisions = new RemoteRevisions(remote, mirrors, mirror);
            Wanted wanted =
                    check.pinned() && known != null
                            ? Wanted.pinned(known.revision())
                            : revisions.resolve(origin.target());
            if (known != null && isCurrent(check, origin, wanted, known)) {
                return unchanged(known);
            }
            ObjectId commit = revisions.obtain(wanted, known);
            String revision =
                    check.pinned() && known != null
                            ? known.revision()
                            : Revisions.of(wanted.label(), commit.name());
            mirrors.tidy(remote);
            return pack(check, origin, mirror, commit, revision);
        }
    }

    /// The short cut: the reference has not moved, and nothing else would change the artifact.
    private boolean isCurrent(
            Check check, Origin.Git origin, Wanted wanted, ArtifactReference known) {
        return wanted.commit() != null
                && Revisions.of(wanted.label(), wanted.commit().name()).equals(known.revision())
                && origin.equals(packed.get(check.key()))
                && store.holds(known, check.thorough());
    }

    private static CheckOutcome unchanged(ArtifactReference known) {
        return new CheckOutcome.Current(known, java.util.List.of(), false);
    }

    private CheckOutcome pack(
            Check check, Origin.Git origin, Repository mirror, ObjectId id, String revision)
            throws IOException, InterruptedException {
        ArtifactReference known = check.known();
        packing.acquire();
        try (var walk = new RevWalk(mirror)) {
            RevCommit commit = walk.parseCommit(id);
            var archive = new Archive(mirror, commit.getTree(), origin.ignore());
            ArtifactReference artifact = store.put(check.key(), revision, known, archive::writeTo);
            History history = History.read(mirror, commit, commitOf(known));
            store.collect(check.key());
            packed.put(check.key(), origin);
            return new CheckOutcome.Current(artifact, history.commits(), history.truncated());
        } finally {
            packing.release();
        }
    }

    private static @Nullable ObjectId commitOf(@Nullable ArtifactReference artifact) {
        if (artifact == null) {
            return null;
        }
        String commit = Revisions.commit(artifact.revision());
        return ObjectId.isId(commit) ? ObjectId.fromString(commit) : null;
    }

    /// Forgets a source that is gone, and its mirror if nobody else uses it.
    public void discard(ResourceKey source) throws IOException {
        packed.remove(source);
        Remote remote = remotes.remove(source);
        if (remote != null
                && remotes.values().stream().noneMatch(other -> mirrors.same(remote, other))) {
            mirrors.discard(remote);
        }
        store.discard(source);
    }
}
