package io.sluice.sandbox.controlplane;

import java.util.ArrayList;
import java.util.List;

/// A Go module whose `go.mod` and `go.sum` lie in a folder beside this class, and what its programs
/// are told of their version. Each has a graph of its own, because they do not agree on one.
enum GoModule {
    KUBERNETES("kubernetes", "v1.36.1", "") {
        @Override
        String variables() {
            String[] numbers = version().substring(1).split("\\.", -1);
            String base = " -X k8s.io/component-base/version.";
            return base
                    + "gitVersion="
                    + version()
                    + base
                    + "gitMajor="
                    + numbers[0]
                    + base
                    + "gitMinor="
                    + numbers[1];
        }
    },
    KWOK("kwok", "v0.8.0", ""),
    SOURCE_CONTROLLER("source-controller", "v1.9.1", ""),
    KUSTOMIZE_CONTROLLER("kustomize-controller", "v1.9.4", ""),
    /// The published module lacks the manifests its program embeds; only `flux install` and
    /// `bootstrap` need them, so a placeholder in a vendored copy does.
    FLUX(
            "flux",
            "v2.9.4",
            "vendor/github.com/fluxcd/flux2/v2/cmd/flux/manifests/placeholder.yaml") {
        @Override
        String variables() {
            return " -X main.VERSION=" + version().substring(1);
        }
    };

    private final String folder;
    private final String version;
    private final String placeholder;

    GoModule(String folder, String version, String placeholder) {
        this.folder = folder;
        this.version = version;
        this.placeholder = placeholder;
    }

    String folder() {
        return folder;
    }

    String version() {
        return version;
    }

    /// The file that stands for those that were not published; empty if none is missing.
    String placeholder() {
        return placeholder;
    }

    String variables() {
        return "";
    }

    /// The line that builds packages into `bin`.
    List<String> line(String go, List<String> packages) {
        var line = new ArrayList<String>();
        line.addAll(List.of(go, "install", "-v", "-trimpath"));
        if (!placeholder.isEmpty()) {
            line.add("-mod=vendor");
        }
        line.addAll(List.of("-ldflags", "-s -w" + variables()));
        line.addAll(packages);
        return line;
    }
}
