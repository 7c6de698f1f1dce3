/// Remotes over HTTP, mirrors of them on disk, and what lies in a commit.
@NullMarked
package io.sluice.sourcewatcher.git;

import org.jspecify.annotations.NullMarked;
