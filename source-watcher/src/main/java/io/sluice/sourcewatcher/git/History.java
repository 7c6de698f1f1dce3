package io.sluice.sourcewatcher.git;

import io.sluice.events.Commit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// The commits between two revisions, with the paths they touched.
///
/// @param commits newest first, at most [#MOST_COMMITS]
/// @param truncated whether there were more, or the older one is no ancestor of the newer one
record History(List<Commit> commits, boolean truncated) {

    static final int MOST_COMMITS = 100;
    static final int MOST_PATHS = 1000;
    private static final int MOST_PATHS_TOGETHER = 20_000;
    private static final int LONGEST_MESSAGE = 4096;

    /// Reads history.
    ///
    /// @param head the newer revision
    /// @param since the older one; null or unknown means that only the head is told
    static History read(Repository repository, ObjectId head, @Nullable ObjectId since)
            throws IOException {
        try (var walk = new RevWalk(repository)) {
            Set<ObjectId> cut = repository.getObjectDatabase().getShallowCommits();
            var reader = new Reader(repository, cut);
            RevCommit newest = walk.parseCommit(head);
            RevCommit oldest = since == null ? null : find(walk, since);
            if (oldest == null) {
                return new History(List.of(reader.commit(newest, true)), true);
            }
            boolean forward = walk.isMergedInto(oldest, newest);
            walk.reset();
            walk.sort(RevSort.TOPO);
            walk.markStart(newest);
            walk.markUninteresting(oldest);
            List<Commit> commits = new ArrayList<>();
            RevCommit next = walk.next();
            while (next != null && commits.size() < MOST_COMMITS) {
                commits.add(reader.commit(next, false));
                next = walk.next();
            }
            if (commits.isEmpty()) {
                commits.add(reader.commit(newest, !forward));
            }
            return new History(commits, !forward || next != null);
        }
    }

    private static @Nullable RevCommit find(RevWalk walk, ObjectId id) throws IOException {
        try {
            return walk.parseCommit(id);
        } catch (MissingObjectException _) {
            return null;
        }
    }

    /// Turns commits into ours; all together they list a bounded number of paths.
    private static final class Reader {

        private final Repository repository;
        private final Set<ObjectId> cut;
        private int paths;

        Reader(Repository repository, Set<ObjectId> cut) {
            this.repository = repository;
            this.cut = cut;
        }

        /// @param alone whether the commit stands for others before it
        Commit commit(RevCommit commit, boolean alone) throws IOException {
            List<String> touched = new ArrayList<>();
            boolean truncated = alone || cut.contains(commit);
            if (!truncated) {
                truncated = !touched(commit, touched);
            }
            paths += touched.size();
            PersonIdent author = commit.getAuthorIdent();
            String message = commit.getFullMessage();
            return new Commit(
                    commit.name(),
                    author.getName() + " <" + author.getEmailAddress() + ">",
                    message.length() > LONGEST_MESSAGE
                            ? message.substring(0, LONGEST_MESSAGE)
                            : message,
                    commit.getCommitterIdent().getWhenAsInstant(),
                    touched,
                    truncated);
        }

        /// Compares with the first parent; the walk is sorted by path.
        ///
        /// @return whether all paths are listed
        private boolean touched(RevCommit commit, List<String> touched) throws IOException {
            try (var walk = new TreeWalk(repository)) {
                if (commit.getParentCount() == 0) {
                    walk.addTree(new EmptyTreeIterator());
                } else {
                    try (var parents = new RevWalk(repository)) {
                        walk.addTree(parents.parseCommit(commit.getParent(0)).getTree());
                    }
                }
                walk.addTree(commit.getTree());
                walk.setRecursive(true);
                walk.setFilter(TreeFilter.ANY_DIFF);
                while (walk.next()) {
                    if (touched.size() == MOST_PATHS
                            || paths + touched.size() == MOST_PATHS_TOGETHER) {
                        return false;
                    }
                    touched.add(walk.getPathString());
                }
                return true;
            }
        }
    }
}
