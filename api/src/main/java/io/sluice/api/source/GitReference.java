package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Absent;
import org.jspecify.annotations.Nullable;

/// What to check out, as written; [#target] says which of several fields counts.
///
/// @param semver a range over tags
/// @param name a full reference name, `refs/pull/7/head`
/// @param commit with `branch`: the commit is looked for on that branch
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record GitReference(
        @Nullable String branch,
        @Nullable String commit,
        @Nullable String name,
        @Nullable String semver,
        @Nullable String tag) {

    /// The one thing to check out: commit before name before tag before semver before branch.
    ///
    /// Flux documents semver before tag, but its client has always taken the tag.
    public GitTarget target() {
        if (commit != null && !commit.isEmpty()) {
            return new GitTarget.Commit(commit, Absent.toNull(branch));
        }
        if (name != null && !name.isEmpty()) {
            return new GitTarget.Name(name);
        }
        if (tag != null && !tag.isEmpty()) {
            return new GitTarget.Tag(tag);
        }
        if (semver != null && !semver.isEmpty()) {
            return new GitTarget.SemVer(semver);
        }
        return new GitTarget.Branch(Absent.or(branch, GitTarget.DEFAULT_BRANCH));
    }
}
