package io.sluice.kustomize.yaml;

/// What one build may still spend on YAML. Belongs to one build.
public final class Budget {

    private static final long COPIES = 2_000_000;
    private static final long DATA = 24_000_000;
    private static final int TEXT_PER_NODE = 16;

    /// How many characters the names may have that objects had before, all told.
    private static final long FORMER = 32_000_000;

    /// Instructions of regular expressions times characters: about a second of one processor.
    private static final long WORK = 150_000_000;

    private final int depth;
    private long nodes;
    private long aliased;
    private long copied = COPIES;
    private long work = WORK;
    private long data = DATA;
    private long former = FORMER;
    private boolean refused;

    /// A budget of so many nodes, so many of them copied for aliases, so deep.
    public Budget(long nodes, long aliased, int depth) {
        this.nodes = nodes;
        this.aliased = aliased;
        this.depth = depth;
    }

    /// A budget for a text that is known to be harmless.
    public static Budget generous() {
        return new Budget(2_000_000, 200_000, 500);
    }

    /// Whether something was refused: what is then made of the error can still say so.
    public boolean hasRefused() {
        return refused;
    }

    private YamlException refusal(String message, int line) {
        refused = true;
        return new YamlException(message, line);
    }

    void node(int atDepth, int line) {
        if (atDepth > depth) {
            throw refusal("yaml: exceeded max depth of " + depth, line);
        }
        if (--nodes < 0) {
            throw refusal("yaml: too many nodes in one build", line);
        }
    }

    /// Pays for nodes that an object gets, or gets back what nodes cost that it loses.
    public void grow(long more) {
        nodes -= more;
        if (nodes < 0) {
            throw refusal(
                    "what generators, labels and patches add makes too many nodes in one build", 0);
        }
    }

    /// Pays for a copy that a patch or a replacement makes.
    public void copy(Node node) {
        copy(node, 0);
    }

    private void copy(Node node, int atDepth) {
        if (atDepth > depth) {
            throw refusal("patches and replacements nest deeper than " + depth, 0);
        }
        text(TEXT_PER_NODE);
        switch (node) {
            case MapNode map -> map.entries().forEach(e -> copy(e.value(), atDepth + 1));
            case SeqNode list -> list.items().forEach(item -> copy(item, atDepth + 1));
            case ScalarNode scalar -> text(scalar.text().length());
        }
    }

    /// Pays for a text that a replacement makes.
    public void text(int length) {
        copied -= 1 + length / TEXT_PER_NODE;
        if (copied < 0) {
            throw refusal("patches and replacements copy too much in one build", 0);
        }
    }

    /// Pays for a regular expression of so many instructions over a text.
    public void match(int instructions, int length) {
        work(instructions * (length + 1L));
    }

    /// Pays for a patch that is merged into an object, without the nodes.
    public void merge() {
        work(Cost.PATCH);
    }

    /// Pays for a node of an object or a patch that a merge comes to.
    public void mergeNode() {
        work(Cost.MERGED);
    }

    /// Pays for a comment of so many characters that is read as a schema.
    public void comment(int length) {
        work(Cost.COMMENT + (long) length * Cost.SIGN);
    }

    /// Pays for an object that is read as JSON.
    public void read(Node object) {
        work(Cost.READ * nodes(object));
    }

    /// Pays for a JSON patch of an object, without what it does.
    public void patch() {
        work(Cost.JSON_PATCH);
    }

    /// Pays for an operation of a JSON patch with a value of so many nodes.
    public void operation(long value) {
        work(Cost.OPERATION + value * Cost.VALUE);
    }

    /// How many nodes a tree has.
    public static long nodes(Node node) {
        long nodes = 1;
        switch (node) {
            case MapNode map -> {
                for (MapNode.Entry entry : map.entries()) {
                    nodes += nodes(entry.value());
                }
            }
            case SeqNode list -> {
                for (Node item : list.items()) {
                    nodes += nodes(item);
                }
            }
            case ScalarNode scalar -> {}
        }
        return nodes;
    }

    /// Pays for looking for so many keys in a map of so many.
    public void look(long keys, long of) {
        work(keys * (1 + of / Cost.KEYS));
    }

    /// Pays for finding so many elements in a list of so many, which are compared one by one.
    public void elements(long elements, long of) {
        work(elements * (of / Cost.KEYS) * Cost.COMPARED);
    }

    private void work(long units) {
        work -= units;
        if (work < 0) {
            throw refusal(
                    "the selectors and patches of one build do too much, more than "
                            + WORK
                            + " steps: select fewer objects, or with simpler expressions, or put"
                            + " many patches of one object or field into one, or patch shorter"
                            + " lists",
                    0);
        }
    }

    /// Pays for a generator that merges so many keys into an object.
    public void generate(long keys) {
        transform(0, keys * Cost.GENERATED);
    }

    /// Pays for so many characters that are noted beside so many of what an object was called before.
    public void history(int more, int before) {
        former -= more;
        work -= before / Cost.NOTED;
        if (former < 0 || work < 0) {
            throw refusal(
                    "the former names of the objects of one build are longer than "
                            + FORMER
                            + " characters: change the names of fewer objects, or less often, or by"
                            + " shorter prefixes and suffixes",
                    0);
        }
    }

    /// Pays for so many fields of an object that are looked for, out of those of so many specs.
    public void visit(long fields, long specs) {
        transform(0, specs / Cost.KEYS + fields * Cost.VISITED);
    }

    /// Pays for so many maps and texts that are made where a field is missing.
    public void create(long nodes) {
        grow(nodes * Cost.CREATED);
    }

    /// Pays for so many bytes of data that a generator reads, or makes a text for bytes of.
    public void data(long bytes) {
        data -= bytes;
        if (data < 0) {
            throw refusal(
                    "the generators of one build read more than "
                            + DATA
                            + " bytes, of which those of secrets and of binary files count twice and"
                            + " control characters six times",
                    0);
        }
    }

    /// Pays for the control characters in a text, each of which is printed as six characters.
    public void escaped(String text) {
        data(JsonWriter.escapes(text));
    }

    /// Pays for so many entries that are put into so many fields of a resource, of which so many are made.
    public void set(long entries, long fields, long made) {
        transform(0, entries * fields * Cost.FIELD);
        grow(entries * made);
    }

    /// Pays for a transformer that looks at so many resources, or at so many nodes in them.
    public void transform(long resources, long nodes) {
        work -= resources * Cost.RESOURCE + nodes;
        if (work < 0) {
            throw refusal(
                    "the entries of one build do too much, more than "
                            + WORK
                            + " steps: put many labels into one entry and into fewer fields,"
                            + " name fewer images and replicas, and let one generator make an object",
                    0);
        }
    }

    /// Pays for so many resources that a reference, a variable or a replacement may mean, and for so many
    /// fields that are looked for.
    public void refer(long resources, long fields) {
        work -= resources * Cost.REFERRED + fields * Cost.FIELD;
        if (work < 0) {
            throw refusal(
                    "the references, variables, replicas and replacements of one build do too much,"
                            + " more than "
                            + WORK
                            + " steps: give fewer, name what they mean by namespace too, or list"
                            + " fewer fields",
                    0);
        }
    }

    /// Pays for the copy of an aliased node.
    void alias(Node node, int atDepth, int line) {
        if (--aliased < 0) {
            throw refusal("yaml: document contains excessive aliasing", line);
        }
        node(atDepth, line);
        switch (node) {
            case MapNode map -> {
                for (var entry : map.entries()) {
                    alias(entry.key(), atDepth + 1, line);
                    alias(entry.value(), atDepth + 1, line);
                }
            }
            case SeqNode list -> {
                for (Node item : list.items()) {
                    alias(item, atDepth + 1, line);
                }
            }
            case ScalarNode scalar -> {}
        }
    }
}
