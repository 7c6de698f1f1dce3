package io.sluice.kustomize.differential;

import io.sluice.kustomize.probes.Probe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A recorded build, changed: most often so that it can still be built, now and then at random.
final class Variation {

    private static final List<String> KUSTOMIZATIONS =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final Pattern BLOCK = Pattern.compile("(?m)^(?=[A-Za-z])");
    private static final Pattern NAME = Pattern.compile("(\\bname: *)([a-z0-9][-a-z0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("(?<=: )[0-9]{1,3}$");
    private static final Pattern WORD = Pattern.compile("(?<=: )[a-z]{1,8}(?=$|[,}])");
    private static final Pattern FLAG = Pattern.compile("\\b(true|false)\\b");

    /// Fields that name no file, so that they may move into another folder.
    private static final Set<String> MOVABLE =
            Set.of(
                    "namePrefix",
                    "nameSuffix",
                    "namespace",
                    "labels",
                    "commonLabels",
                    "commonAnnotations",
                    "images",
                    "replicas",
                    "buildMetadata",
                    "sortOptions",
                    "generatorOptions",
                    "vars");

    private static final List<String> FEATURES =
            List.of(
                    "namePrefix: w-\n",
                    "nameSuffix: -w\n",
                    "namespace: wrapped\n",
                    "commonLabels: {wrapped: \"1\"}\n",
                    "labels:\n- pairs: {w: x}\n  includeTemplates: true\n",
                    "labels:\n- pairs: {w: x}\n  includeSelectors: true\n",
                    "commonAnnotations: {w: \"2\"}\n",
                    "images:\n- {name: nginx, newTag: w}\n",
                    "buildMetadata: [originAnnotations, transformerAnnotations]\n",
                    "buildMetadata: [managedByLabel]\n",
                    "sortOptions: {order: fifo}\n",
                    "sortOptions: {order: legacy}\n",
                    "configMapGenerator:\n- name: wrapping\n  literals: [a=b]\n",
                    "generatorOptions: {disableNameSuffixHash: true}\n",
                    "patches:\n- target: {kind: Deployment}\n  patch: |-\n    - {op: add, path: /spec/paused, value: true}\n",
                    "patches:\n- target: {kind: .*}\n  patch: |-\n    - {op: add, path: /wrapped, value: 1}\n",
                    "patches:\n- target: {kind: ConfigMap}\n  patch: |-\n    kind: ConfigMap\n    metadata: {name: x}\n    data: {w: \"1\"}\n",
                    "replacements:\n- sourceValue: w\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: [data.w]\n    options: {create: true}\n",
                    "transformers:\n- |-\n  apiVersion: builtin\n  kind: AnnotationsTransformer\n  metadata: {name: w}\n  annotations: {t: u}\n  fieldSpecs: [{path: metadata/annotations, create: true}]\n");

    private final List<Probe> probes;
    private final Dice dice;
    private final Map<String, byte[]> files = new TreeMap<>();
    private String target;

    /// The variation of one of the `probes` that follows from the seed.
    Variation(List<Probe> probes, long seed) {
        this.probes = probes;
        dice = new Dice(seed);
        Probe probe = dice.one(probes);
        for (int i = 0; i < 5 && (probe.fails() || probe.files().isEmpty()); i++) {
            probe = dice.one(probes);
        }
        files.putAll(probe.files());
        target = probe.target();
        if (!files.isEmpty()) {
            vary();
        }
    }

    Map<String, byte[]> files() {
        return files;
    }

    String target() {
        return target;
    }

    private void vary() {
        int changes = 1 + dice.below(3);
        for (int i = 0; i < changes; i++) {
            switch (dice.below(12)) {
                case 0 -> edit(text -> Mutation.of(text, dice));
                case 1 -> edit(text -> Restyle.resource(text, dice));
                case 2 -> edit(this::reordered);
                case 3 -> edit(this::doubled);
                case 4 -> edit(text -> swapped(text, WORD, dice.one("v", "web", "other", "x1")));
                case 5 -> edit(text -> swapped(text, NUMBER, String.valueOf(dice.below(200))));
                case 6 -> edit(text -> swapped(text, FLAG, dice.one("true", "false")));
                case 7 -> addTo(kustomization(target), dice.one(FEATURES));
                case 8 -> addTo(kustomization(target), borrowed());
                case 9 -> wrap(dice.one(FEATURES) + (dice.oneIn(2) ? borrowed() : ""));
                case 10 -> wrap(moved());
                default -> wrapWithComponent();
            }
        }
    }

    private interface Edit {
        String of(String text);
    }

    private void edit(Edit change) {
        String path = dice.one(List.copyOf(files.keySet()));
        write(path, change.of(read(path)));
    }

    private String read(String path) {
        return new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }

    private void write(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private String reordered(String text) {
        List<String> documents = List.of(text.split("(?m)^---\n", -1));
        if (documents.size() > 1) {
            return String.join("---\n", dice.shuffled(documents));
        }
        return text.startsWith("-") ? text : String.join("", dice.shuffled(blocks(text)));
    }

    /// Adds the last document once more under another name.
    private String doubled(String text) {
        String[] documents = text.split("(?m)^---\n", -1);
        String last = documents[documents.length - 1];
        return last.contains("kind:") && last.endsWith("\n")
                ? text + "---\n" + NAME.matcher(last).replaceFirst("$1$2-two")
                : text;
    }

    private String swapped(String text, Pattern what, String by) {
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        for (int i = 0; i < 20; i++) {
            int at = dice.below(lines.size());
            String line = lines.get(at);
            boolean identity = line.matches(" *(kind|apiVersion|name|namespace): .*");
            if (!identity && what.matcher(line).find()) {
                lines.set(at, what.matcher(line).replaceFirst(by));
                break;
            }
        }
        return String.join("\n", lines);
    }

    private String kustomization(String directory) {
        String prefix = directory.equals(".") ? "" : directory + "/";
        return KUSTOMIZATIONS.stream()
                .map(name -> prefix + name)
                .filter(files::containsKey)
                .findFirst()
                .orElse(prefix + "kustomization.yaml");
    }

    /// Adds fields to a kustomization; one that is there already stays.
    private void addTo(String path, String fields) {
        String text = read(path);
        if (text.startsWith("{") || text.contains("\n---") || !text.endsWith("\n")) {
            return;
        }
        var there = blocks(text).stream().map(Variation::key).toList();
        for (String block : blocks(fields)) {
            if (!there.contains(key(block))) {
                text += block;
            }
        }
        write(path, text);
    }

    private static List<String> blocks(String text) {
        return List.of(BLOCK.split(text, -1));
    }

    private static String key(String block) {
        return block.substring(0, Math.max(0, block.indexOf(':')));
    }

    private static boolean movable(String block) {
        return block.endsWith("\n") && MOVABLE.contains(key(block));
    }

    /// A field of another recording.
    private String borrowed() {
        for (int i = 0; i < 20; i++) {
            Probe other = dice.one(probes);
            byte[] file = other.files().get("kustomization.yaml");
            if (file != null && !other.fails()) {
                List<String> blocks =
                        blocks(new String(file, StandardCharsets.UTF_8)).stream()
                                .filter(Variation::movable)
                                .toList();
                if (!blocks.isEmpty()) {
                    return dice.one(blocks);
                }
            }
        }
        return "";
    }

    /// Takes a field out of the kustomization, to go into the layer above.
    private String moved() {
        String path = kustomization(target);
        String text = read(path);
        List<String> fields = blocks(text).stream().filter(Variation::movable).toList();
        if (fields.isEmpty() || blocks(text).size() < 2) {
            return dice.one(FEATURES);
        }
        String field = dice.one(fields);
        write(path, text.replace(field, ""));
        return field;
    }

    private void wrap(String fields) {
        if (target.startsWith("..") || files.containsKey("wrap/kustomization.yaml")) {
            return;
        }
        var inner = new TreeMap<>(files);
        files.clear();
        inner.forEach((path, bytes) -> files.put("in/" + path, bytes));
        String below = target.equals(".") ? "../in" : "../in/" + target;
        target = "wrap";
        write("wrap/kustomization.yaml", "resources: [" + below + "]\n");
        addTo("wrap/kustomization.yaml", fields);
    }

    private void wrapWithComponent() {
        wrap("components: [../extra]\n");
        if (read("wrap/kustomization.yaml").contains("extra")) {
            write(
                    "extra/kustomization.yaml",
                    "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n");
            String fields = dice.one(FEATURES);
            addTo(
                    "extra/kustomization.yaml",
                    fields.startsWith("sort") ? "namePrefix: e-\n" : fields);
        }
    }
}
