package io.sluice.kustomize.cli;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildOptions.Order;
import io.sluice.kustomize.BuildOptions.Restriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The flags of the command line, as given.
///
/// @param directory what to build
/// @param output where to write, empty for standard output
/// @param options how to build
/// @param help whether help was asked for
record Flags(String directory, String output, BuildOptions options, boolean help) {

    private static final Map<Character, String> LETTERS =
            Map.of('o', "output", 'e', "env", 'h', "help");

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

    /// Reads a command line; deprecations are told as they are met, before any misuse.
    static Flags parse(String[] args, Consumer<String> notes) throws Misuse {
        var parser = new Parser(notes);
        for (int i = 0; i < args.length; i++) {
            i += parser.take(args, i);
        }
        return parser.finish();
    }

    private static final class Parser {
        private final List<String> operands = new ArrayList<>();
        private final Consumer<String> notes;
        private BuildOptions options = BuildOptions.DEFAULT;
        private String order = "legacy";
        private String restriction = "";
        private String output = "";
        private boolean help;
        private boolean onlyOperands;

        Parser(Consumer<String> notes) {
            this.notes = notes;
        }

        /// Takes one argument; tells how many further ones were used.
        int take(String[] args, int index) throws Misuse {
            String arg = args[index];
            String next = index + 1 < args.length ? args[index + 1] : null;
            if (onlyOperands || !arg.startsWith("-") || arg.equals("-")) {
                operands.add(arg);
                return 0;
            }
            if (arg.equals("--")) {
                onlyOperands = true;
                return 0;
            }
            return arg.startsWith("--") ? named(arg, next) : letters(arg, next);
        }

        private int named(String arg, @Nullable String next) throws Misuse {
            if (arg.charAt(2) == '-' || arg.charAt(2) == '=') {
                throw new Misuse("bad flag syntax: " + arg);
            }
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
            Boolean valued = KNOWN.get(name);
            if (valued == null) {
                throw new Misuse("unknown flag: --" + name);
            }
            if (equals >= 0 || !valued) {
                set(name, equals < 0 ? "true" : arg.substring(equals + 1));
                return 0;
            }
            if (next == null) {
                throw new Misuse("flag needs an argument: --" + name);
            }
            set(name, next);
            return 1;
        }

        /// Short flags, several of which may stand together; a value may follow without a space.
        private int letters(String arg, @Nullable String next) throws Misuse {
            for (int i = 1; i < arg.length(); i++) {
                char letter = arg.charAt(i);
                String rest = arg.substring(i + 1);
                String name = LETTERS.get(letter);
                if (name == null) {
                    throw new Misuse(
                            "unknown shorthand flag: '" + letter + "' in -" + arg.substring(i));
                }
                if (rest.startsWith("=") && rest.length() > 1) {
                    set(name, rest.substring(1));
                    return 0;
                }
                if (Boolean.FALSE.equals(KNOWN.get(name))) {
                    set(name, "true");
                    continue;
                }
                if (rest.isEmpty() && next == null) {
                    throw new Misuse("flag needs an argument: '" + letter + "' in -" + letter);
                }
                set(name, rest.isEmpty() ? String.valueOf(next) : rest);
                return rest.isEmpty() ? 1 : 0;
            }
            return 0;
        }

        private void set(String name, String value) throws Misuse {
            boolean on = Boolean.FALSE.equals(KNOWN.get(name)) && truth(name, value);
            switch (name) {
                case "output" -> output = value;
                case "help" -> help = on;
                case "reorder" -> {
                    notes.accept(
                            "Flag --reorder has been deprecated, use the new 'sortOptions' field in"
                                    + " kustomization.yaml instead.");
                    order = value;
                }
                case "load-restrictor" -> restriction = value;
                case "enable-helm" -> options = options.withHelm(on, null);
                case "enable-alpha-plugins" -> options = options.withAlphaPlugins(on);
                case "enable-managedby-label" -> {
                    notes.accept(
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

        private Order order() throws Misuse {
            return switch (order) {
                case "legacy" -> Order.LEGACY;
                case "none" -> Order.NONE;
                default ->
                        throw new Misuse(
                                "illegal flag value --reorder "
                                        + order
                                        + "; legal values: [legacy none]");
            };
        }

        private Restriction restriction() throws Misuse {
            return switch (restriction) {
                case "", "LoadRestrictionsRootOnly" -> Restriction.ROOT_ONLY;
                case "LoadRestrictionsNone" -> Restriction.NONE;
                default ->
                        throw new Misuse(
                                "illegal flag value --load-restrictor "
                                        + restriction
                                        + "; legal values: [LoadRestrictionsRootOnly"
                                        + " LoadRestrictionsNone]");
            };
        }

        Flags finish() throws Misuse {
            String operand = operands.isEmpty() ? "." : operands.getFirst();
            if (help) {
                return new Flags(operand, output, options, true);
            }
            if (operands.size() > 1) {
                throw new Misuse("specify one path to kustomization.yaml");
            }
            BuildOptions chosen = options.withRestriction(restriction()).withOrder(order());
            return new Flags(operand, output, chosen, false);
        }
    }
}
