package io.sluice.sourcewatcher.git;

import io.sluice.api.source.GitTarget;
import io.sluice.api.source.SourceReasons;
import io.sluice.events.ArtifactReference;
import io.sluice.sourcewatcher.source.CheckFailedException;
import io.sluice.sourcewatcher.source.Revisions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Finds out which commit is wanted of a remote, and brings it into the mirror.
final class RemoteRevisions {

    /// The first fetch of a reference brings one commit; if an older one was announced before, as
    /// many as an announcement can list.
    private static final int NEWEST = 1;

    private static final int LISTED = History.MOST_COMMITS + 1;
    private static final int MISSING = 0;

    private final Remote remote;
    private final Mirrors mirrors;
    private final Repository mirror;

    RemoteRevisions(Remote remote, Mirrors mirrors, Repository mirror) {
        this.remote = remote;
        this.mirrors = mirrors;
        this.mirror = mirror;
    }

    /// What the remote has for a target now.
    Wanted resolve(GitTarget target) throws CheckFailedException {
        return switch (target) {
            case GitTarget.Branch branch ->
                    named(branch.name(), "refs/heads/" + branch.name(), "branch");
            case GitTarget.Tag tag -> named(tag.name(), "refs/tags/" + tag.name(), "tag");
            case GitTarget.Name name -> named(name.reference(), name.reference(), "reference");
            case GitTarget.SemVer semver -> newest(semver.range());
            case GitTarget.Commit commit -> commit(commit);
        };
    }

    private Wanted named(String label, String reference, String what) throws CheckFailedException {
        Ref found = remote.references(mirror, List.of(reference)).get(reference);
        if (found == null) {
            throw missing(label, what);
        }
        return new Wanted(label, reference, peeled(found), false);
    }

    private CheckFailedException missing(String label, String what) throws CheckFailedException {
        boolean empty = remote.references(mirror, List.of()).isEmpty();
        return empty
                ? failure(
                        SourceReasons.EMPTY_GIT_REPOSITORY,
                        "the repository has no commits yet; push one")
                : failure(
                        SourceReasons.GIT_OPERATION_FAILED,
                        "the repository has no %s '%s'; push it, or correct spec.ref"
                                .formatted(what, label));
    }

    private Wanted newest(String range) throws CheckFailedException {
        SemVerRange wanted;
        try {
            wanted = SemVerRange.parse(range);
        } catch (IllegalArgumentException e) {
            throw new CheckFailedException(
                    SourceReasons.GIT_OPERATION_FAILED,
                    "spec.ref.semver: " + e.getMessage(),
                    "FetchFailed",
                    true);
        }
        Map<String, Ref> tags = remote.references(mirror, List.of("refs/tags/"));
        String tag =
                wanted.greatest(
                                tags.keySet().stream()
                                        .filter(name -> name.startsWith("refs/tags/"))
                                        .map(name -> name.substring("refs/tags/".length()))
                                        .toList())
                        .orElse(null);
        if (tag == null) {
            throw failure(
                    SourceReasons.GIT_OPERATION_FAILED,
                    "the repository has no tag in the range '%s'; push one, or correct spec.ref.semver"
                            .formatted(range));
        }
        return named(tag, "refs/tags/" + tag, "tag");
    }

    private static Wanted commit(GitTarget.Commit commit) throws CheckFailedException {
        if (!ObjectId.isId(commit.id())) {
            throw new CheckFailedException(
                    SourceReasons.GIT_OPERATION_FAILED,
                    "spec.ref.commit: '%s' is not the full hash of a commit".formatted(commit.id()),
                    "FetchFailed",
                    true);
        }
        String branch = commit.branch();
        return new Wanted(
                branch,
                branch == null ? null : "refs/heads/" + branch,
                ObjectId.fromString(commit.id()),
                true);
    }

    private static @Nullable ObjectId peeled(Ref reference) {
        ObjectId peeled = reference.getPeeledObjectId();
        return peeled == null ? reference.getObjectId() : peeled;
    }

    /// Brings the commit into the mirror if it is not there.
    ///
    /// @param known what was announced last
    /// @return the commit that the reference names; a newer one if it moved meanwhile
    ObjectId obtain(Wanted wanted, @Nullable ArtifactReference known)
            throws CheckFailedException, IOException, InterruptedException {
        ObjectId commit = wanted.commit();
        if (commit != null && mirror.getObjectDatabase().has(commit)) {
            return parse(commit);
        }
        return mirrors.changing(
                remote,
                mirror,
                repository -> {
                    if (commit != null && repository.getObjectDatabase().has(commit)) {
                        return parse(commit);
                    }
                    return fetch(wanted, known);
                });
    }

    private ObjectId fetch(Wanted wanted, @Nullable ArtifactReference known)
            throws CheckFailedException, IOException {
        String reference = wanted.reference();
        ObjectId commit = wanted.commit();
        if (reference == null && commit != null) {
            return fetchCommit(commit);
        }
        String local = "refs/sluice/" + nameOf(String.valueOf(reference));
        remote.fetch(
                mirror,
                List.of("+" + reference + ":" + local),
                wanted.exact() ? MISSING : depth(mirror.exactRef(local), known));
        Ref fetched = mirror.exactRef(local);
        ObjectId tip = fetched == null ? null : fetched.getObjectId();
        if (tip == null) {
            throw missing(String.valueOf(wanted.label()), "reference");
        }
        if (commit != null && mirror.getObjectDatabase().has(commit)) {
            return parse(commit);
        }
        if (wanted.exact()) {
            throw failure(
                    SourceReasons.GIT_OPERATION_FAILED,
                    "the branch '%s' does not have the commit of spec.ref.commit; correct one of them"
                            .formatted(wanted.label()));
        }
        return parse(tip);
    }

    private int depth(@Nullable Ref fetchedBefore, @Nullable ArtifactReference known)
            throws IOException {
        if (fetchedBefore != null) {
            return MISSING;
        }
        if (known == null) {
            return NEWEST;
        }
        String commit = Revisions.commit(known.revision());
        boolean there =
                ObjectId.isId(commit)
                        && mirror.getObjectDatabase().has(ObjectId.fromString(commit));
        return there ? MISSING : LISTED;
    }

    /// By its hash where the server allows that, else with every branch.
    private ObjectId fetchCommit(ObjectId commit) throws CheckFailedException, IOException {
        try {
            remote.fetch(
                    mirror, List.of("+" + commit.name() + ":refs/sluice/" + commit.name()), NEWEST);
        } catch (CheckFailedException _) {
            remote.fetch(mirror, List.of("+refs/heads/*:refs/sluice/all/*"), MISSING);
        }
        if (!mirror.getObjectDatabase().has(commit)) {
            throw failure(
                    SourceReasons.GIT_OPERATION_FAILED,
                    "no branch of the repository has the commit %s; correct spec.ref.commit"
                            .formatted(commit.name()));
        }
        return parse(commit);
    }

    private ObjectId parse(ObjectId id) throws IOException {
        try (var walk = new RevWalk(mirror)) {
            return walk.parseCommit(id).copy();
        }
    }

    /// A name for a reference in the mirror that no other reference's name can stand in the way of.
    private static String nameOf(String reference) {
        return UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static CheckFailedException failure(String reason, String message) {
        return new CheckFailedException(reason, message, "FetchFailed", false);
    }
}
