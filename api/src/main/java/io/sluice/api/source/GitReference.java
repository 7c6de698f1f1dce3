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
        if (Absent.isSet(commit)) {
            return new GitTarget.Commit(commit, Absent.isSet(branch) ? branch : null);
        }
        if (Absent.isSet(name)) {
            return new GitTarget.Name(name);
        }
        if (Absent.isSet(tag)) {
            return new GitTarget.Tag(tag);
        }
        if (Absent.isSet(semver)) {
            return new GitTarget.SemVer(semver);
        }
        return new GitTarget.Branch(Absent.isSet(branch) ? branch : GitTarget.DEFAULT_BRANCH);
    }
}
