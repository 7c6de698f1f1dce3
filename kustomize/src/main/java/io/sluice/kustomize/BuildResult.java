package io.sluice.kustomize;

import java.util.List;

/// What came of a build.
public sealed interface BuildResult {

    /// What the build looked at, whether it succeeded or not.
    Inputs inputs();

    /// Deprecations and the like, in the order they were noticed.
    List<String> warnings();

    /// The build succeeded.
    ///
    /// @param resources the objects, in output order
    record Built(List<BuiltResource> resources, List<String> warnings, Inputs inputs)
            implements BuildResult {

        /// Copies its arguments.
        public Built {
            resources = List.copyOf(resources);
            warnings = List.copyOf(warnings);
        }

        /// All objects as one YAML text: what `kustomize build` prints.
        public String yaml() {
            var text = new StringBuilder();
            for (BuiltResource resource : resources) {
                if (!text.isEmpty()) {
                    text.append("---\n");
                }
                text.append(resource.yaml());
            }
            return text.toString();
        }
    }

    /// The build failed.
    ///
    /// @param error why
    record Failed(BuildError error, List<String> warnings, Inputs inputs) implements BuildResult {

        /// Copies its arguments.
        public Failed {
            warnings = List.copyOf(warnings);
        }
    }
}
