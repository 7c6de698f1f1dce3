package io.sluice.kustomize;

import java.io.IOException;

/// Templates the charts named under `helmCharts`.
public interface HelmCharts {

    /// One chart to be templated.
    ///
    /// @param tree the files of the build
    /// @param root the directory of the kustomization that names the chart
    /// @param chartHome where unpacked charts are, relative to `root`
    /// @param chart the entry of `helmCharts` as canonical JSON
    record Request(FileTree tree, String root, String chartHome, String chart) {}

    /// The manifests of a chart as YAML documents.
    ///
    /// @throws IOException if the chart cannot be templated; the message is shown to the user
    String template(Request request) throws IOException;
}
