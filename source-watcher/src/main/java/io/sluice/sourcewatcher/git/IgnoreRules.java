package io.sluice.sourcewatcher.git;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.jspecify.annotations.Nullable;

/// What of a repository stays out of its artifact: Git's own files always; besides them what the
/// user says, or else what no cluster needs.
///
/// Every path is judged by itself: the last rule that matches it or a directory above it decides.
/// So a file below an excluded directory can be taken back, unlike in Git, as in Flux.
final class IgnoreRules {

    private static final List<String> GIT =
            List.of(".git/", ".gitignore", ".gitmodules", ".gitattributes");
    private static final List<String> NEEDLESS =
            List.of(
                    "*.jpg",
                    "*.jpeg",
                    "*.gif",
                    "*.png",
                    "*.wmv",
                    "*.flv",
                    "*.tar.gz",
                    "*.zip",
                    ".github/",
                    ".circleci/",
                    ".travis.yml",
                    ".gitlab-ci.yml",
                    "appveyor.yml",
                    ".drone.yml",
                    "cloudbuild.yaml",
                    "codeship-services.yml",
                    "codeship-steps.yml",
                    "**/.goreleaser.yml",
                    "**/.sops.yaml",
                    "**/.flux.yaml");

    private final List<Rule> rules = new ArrayList<>();

    private record Rule(String below, FastIgnoreRule rule) {

        @Nullable Boolean judge(String path, boolean directory) {
            String prefix = below.isEmpty() ? "" : below + "/";
            if (!path.startsWith(prefix)) {
                return null;
            }
            int slash = path.indexOf('/', prefix.length());
            while (slash >= 0) {
                if (matches(path.substring(prefix.length(), slash), true)) {
                    return rule.getResult();
                }
                slash = path.indexOf('/', slash + 1);
            }
            return matches(path.substring(prefix.length()), directory) ? rule.getResult() : null;
        }

        private boolean matches(String path, boolean directory) {
            return rule.isMatch(path, directory, true);
        }
    }

    private IgnoreRules() {}

    /// Rules of a repository.
    ///
    /// @param files text of each `.sourceignore`, outermost first
    /// @param spec patterns of the source's spec
    static IgnoreRules of(List<File> files, @Nullable String spec) {
        var own = new IgnoreRules();
        files.forEach(file -> own.add(file.directory(), file.text().lines().toList()));
        if (spec != null) {
            own.add("", spec.lines().toList());
        }
        var all = new IgnoreRules();
        all.add("", GIT);
        if (own.rules.isEmpty()) {
            all.add("", NEEDLESS);
        }
        all.rules.addAll(own.rules);
        return all;
    }

    /// A file with patterns.
    ///
    /// @param directory it lies in, `""` for the root
    record File(String directory, String text) {}

    private void add(String below, List<String> patterns) {
        for (String pattern : patterns) {
            if (pattern.isBlank() || pattern.startsWith("#")) {
                continue;
            }
            var rule = new FastIgnoreRule(pattern);
            if (!rule.isEmpty()) {
                rules.add(new Rule(below, rule));
            }
        }
    }

    /// Whether a path stays out.
    boolean excludes(String path, boolean directory) {
        for (Rule rule : rules.reversed()) {
            Boolean judged = rule.judge(path, directory);
            if (judged != null) {
                return judged;
            }
        }
        return false;
    }
}
