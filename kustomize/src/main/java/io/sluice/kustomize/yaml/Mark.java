package io.sluice.kustomize.yaml;

/// A place in a text; everything counts from 0.
record Mark(int index, int line, int column) {
    static final Mark START = new Mark(0, 0, 0);
}
