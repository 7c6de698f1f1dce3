package io.sluice.kustomize.probes;

import io.sluice.kustomize.BuildResult;

/// Prints how the engine does on all probes, error texts included; for work on the engine.
public final class ProbeReport {

    private ProbeReport() {}

    /// Arguments: a part of the names to run, and `-v` to print differences.
    public static void main(String[] args) {
        String filter = args.length > 0 ? args[0] : "";
        boolean verbose = args.length > 1;
        int good = 0;
        int all = 0;
        int texts = 0;
        for (Probe probe : Probe.all()) {
            if (!probe.name().contains(filter)) {
                continue;
            }
            all++;
            BuildResult result = probe.build();
            boolean failed = result instanceof BuildResult.Failed;
            String text =
                    switch (result) {
                        case BuildResult.Built built -> built.yaml();
                        case BuildResult.Failed failure -> failure.error().message();
                    };
            boolean right = failed == probe.fails() && (failed || text.equals(probe.expected()));
            if (right) {
                good++;
            } else {
                System.out.println("FAIL " + probe + " " + (failed ? text : ""));
            }
            if (failed
                    && probe.fails()
                    && !probe.isExcused()
                    && !Probe.words(probe.expected()).equals(Probe.words(text))) {
                texts++;
                System.out.println("TEXT " + probe);
                System.out.println("  want " + probe.expected().strip());
                System.out.println("  got  " + text.strip());
            }
            if (!right && verbose) {
                System.out.println("--- want\n" + probe.expected() + "--- got\n" + text);
            }
        }
        System.out.println(good + " of " + all + ", error texts that differ: " + texts);
    }
}
