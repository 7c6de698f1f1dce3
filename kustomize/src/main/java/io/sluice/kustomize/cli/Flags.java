package io.sluice.kustomize.cli;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildOptions.Order;
import io.sluice.kustomize.BuildOptions.Restriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The flags of the command line, as given.
///
/// @param directory what to build
/// @param output where to write, empty for standard output
/// @param options how to build
/// @param help whether help was asked for
/// @param notes deprecations to be printed
record Flags(
        String directory, String output, BuildOptions options, boolean help, List<String> notes) {

    /// A command line that cannot be understood.
    static final class Misuse extends Exception {
        private static final long serialVersionUID = 1L;

        Misuse(String message) {
            super(message, null, false, false);
        }
    }

    /// Flags and whether they take a value.
    private static final Map<String, Boolean> KNOWN =
            Map.ofEntries(
                    Map.entry("output", true),
                    Map.entry("reorder", true),
                    Map.entry("load-restrictor", true),
                    Map.entry("env", true),
                    Map.entry("mount", true),
                    Map.entry("network-name", true),
                    Map.entry("helm-command", true),
                    Map.entry("helm-api-versions", true),
                    Map.entry("helm-kube-version", true),
                    Map.entry("helm-debug", false),
                    Map.entry("enable-helm", false),
                    Map.entry("enable-alpha-plugins", false),
                    Map.entry("enable-exec", false),
                    Map.entry("enable-managedby-label", false),
                    Map.entry("as-current-user", false),
                    Map.entry("network", false),
                    Map.entry("stack-trace", false),
                    Map.entry("help", false));

    static Flags parse(String[] args) throws Misuse {
        var parser = new Parser();
        for (int i = 0; i < args.length; i++) {
            i += parser.take(args, i);
        }
        return parser.finish();
    }

    private static final class Parser {
        private final List<String> operands = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private BuildOptions options = BuildOptions.DEFAULT.withOrder(Order.LEGACY);
        private String output = "";
        private boolean help;
        private boolean onlyOperands;

        /// Takes one argument; tells how many further ones were used.
        int take(String[] args, int index) throws Misuse {
            String arg = args[index];
            if (onlyOperands || !arg.startsWith("-") || arg.equals("-")) {
                operands.add(arg);
                return 0;
            }
            if (arg.equals("--")) {
                onlyOperands = true;
                return 0;
            }
            if (arg.length() > 2 && (arg.startsWith("-o") || arg.startsWith("-e"))) {
                set(arg.startsWith("-o") ? "output" : "env", glued(arg));
                return 0;
            }
            int equals = arg.indexOf('=');
            String name = name(equals < 0 ? arg : arg.substring(0, equals), arg);
            Boolean valued = KNOWN.get(name);
            if (valued == null) {
                throw new Misuse("unknown flag: --" + name);
            }
            if (!valued) {
                set(name, equals < 0 ? "true" : arg.substring(equals + 1));
                return 0;
            }
            if (equals >= 0) {
                set(name, arg.substring(equals + 1));
                return 0;
            }
            if (index + 1 >= args.length) {
                throw new Misuse(
                        "flag needs an argument: "
                                + (arg.length() == 2
                                        ? "'" + arg.charAt(1) + "' in " + arg
                                        : "--" + name));
            }
            set(name, args[index + 1]);
            return 1;
        }

        /// The value that stands right behind a short flag, with or without `=`.
        private static String glued(String arg) {
            return arg.substring(arg.charAt(2) == '=' ? 3 : 2);
        }

        private static String name(String flag, String arg) throws Misuse {
            return switch (flag) {
                case "-o" -> "output";
                case "-e" -> "env";
                case "-h" -> "help";
                default -> {
                    if (!flag.startsWith("--")) {
                        throw new Misuse(
                                "unknown shorthand flag: '" + flag.charAt(1) + "' in " + arg);
                    }
                    yield flag.substring(2);
                }
            };
        }

        private void set(String name, String value) throws Misuse {
            boolean on = false;
            if (Boolean.FALSE.equals(KNOWN.get(name))) {
                on = truth(name, value);
            }
            switch (name) {
                case "output" -> output = value;
                case "help" -> help = on;
                case "reorder" -> reorder(value);
                case "load-restrictor" -> options = options.withRestriction(restriction(value));
                case "enable-helm" -> options = options.withHelm(on, null);
                case "enable-alpha-plugins" -> options = options.withAlphaPlugins(on);
                case "enable-managedby-label" -> {
                    notes.add(
                            "Flag --enable-managedby-label has been deprecated, The flag"
                                    + " `enable-managedby-label` has been deprecated. Use the"
                                    + " `managedByLabel` option in the `buildMetadata` field"
                                    + " instead.");
                    options = options.withManagedByLabel(on);
                }
                default -> {}
            }
        }

        private static boolean truth(String name, String value) throws Misuse {
            return switch (value) {
                case "1", "t", "T", "true", "TRUE", "True" -> true;
                case "0", "f", "F", "false", "FALSE", "False" -> false;
                default ->
                        throw new Misuse(
                                "invalid argument \""
                                        + value
                                        + "\" for \"--"
                                        + name
                                        + "\" flag: strconv.ParseBool: parsing \""
                                        + value
                                        + "\": invalid syntax");
            };
        }

        private void reorder(String value) throws Misuse {
            notes.add(
                    "Flag --reorder has been deprecated, use the new 'sortOptions' field in"
                            + " kustomization.yaml instead.");
            options =
                    options.withOrder(
                            switch (value) {
                                case "legacy" -> Order.LEGACY;
                                case "none" -> Order.NONE;
                                default ->
                                        throw new Misuse(
                                                "illegal flag value --reorder "
                                                        + value
                                                        + "; legal values: [legacy none]");
                            });
        }

        private static Restriction restriction(String value) throws Misuse {
            return switch (value) {
                case "LoadRestrictionsRootOnly" -> Restriction.ROOT_ONLY;
                case "LoadRestrictionsNone" -> Restriction.NONE;
                default ->
                        throw new Misuse(
                                "illegal flag value --load-restrictor "
                                        + value
                                        + "; legal values: [LoadRestrictionsRootOnly"
                                        + " LoadRestrictionsNone]");
            };
        }

        Flags finish() throws Misuse {
            if (operands.size() > 1) {
                throw new Misuse("specify one path to kustomization.yaml");
            }
            @Nullable String operand = operands.isEmpty() ? null : operands.getFirst();
            return new Flags(operand == null ? "." : operand, output, options, help, notes);
        }
    }
}
