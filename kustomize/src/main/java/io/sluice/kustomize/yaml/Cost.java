package io.sluice.kustomize.yaml;

/// What the work of a build costs, in steps of which about 150 million take a second of one processor.
final class Cost {

    /// What it costs to apply a patch, whatever it does.
    static final int PATCH = 400;

    /// What it costs to merge a node, and to read one as JSON.
    static final int MERGED = 22;

    static final int READ = 16;

    /// What it costs to read a schema, whatever it says, and a character of one.
    static final int COMMENT = 600;

    static final int SIGN = 10;

    /// What it costs to find an object for a JSON patch, to find a place in it, and to put a node there.
    static final int JSON_PATCH = 200;

    static final int OPERATION = 80;

    static final int VALUE = 4;

    /// Keys of a map that are compared in the time of one instruction.
    static final int KEYS = 8;

    /// What it costs to compare as many elements with another.
    static final int COMPARED = 32;

    /// What a transformer does to a resource.
    static final int RESOURCE = 80;

    /// What it costs to walk to a field.
    static final int FIELD = 16;

    /// What it costs to go to a field where each is found for itself.
    static final int VISITED = 32;

    /// Nodes that a map costs that is made for a field.
    static final int CREATED = 2;

    /// Characters of a history that are copied in the time of one instruction.
    static final int NOTED = 64;

    /// What it costs to look whether a resource is the one that is meant.
    static final int REFERRED = 16;

    /// What it costs to generate a key anew.
    static final int GENERATED = 30;

    private Cost() {}
}
