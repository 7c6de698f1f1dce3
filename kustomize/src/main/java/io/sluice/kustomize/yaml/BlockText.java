package io.sluice.kustomize.yaml;

/// Texts that the writer of the working tree makes blocks of.
final class BlockText {

    private BlockText() {}

    /// Whether a scalar outside of brackets is written as a block. Such a block cannot be read
    /// again if its text starts with a tab, for the writer gives no indentation for those.
    static boolean isBlock(ScalarNode scalar) {
        boolean block =
                switch (scalar.style()) {
                    case LITERAL, FOLDED -> true;
                    case PLAIN -> scalar.text().indexOf('\n') >= 0;
                    case SINGLE, DOUBLE -> false;
                };
        return block && TextShape.inTree(scalar.text()).block();
    }
}
