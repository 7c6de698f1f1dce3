package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Node;
import org.jspecify.annotations.Nullable;

/// One operation of a JSON patch; a field that is missing is missed only when it is needed.
record Operation(String op, @Nullable String givenPath, @Nullable String givenFrom, Node value) {

    String path() {
        if (givenPath == null) {
            throw new KustomizeException(op + " operation failed to decode path: missing value");
        }
        return givenPath;
    }

    String from() {
        if (givenFrom == null) {
            throw new KustomizeException(
                    op
                            + " operation failed to decode from: operation, missing from field:"
                            + " missing value");
        }
        return givenFrom;
    }
}
