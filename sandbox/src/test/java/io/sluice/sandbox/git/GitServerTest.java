package io.sluice.sandbox.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.TransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitServerTest {

    @TempDir Path folder;

    @Test
    void gives_back_what_was_pushed() throws Exception {
        try (var server = GitServer.start()) {
            URI address = server.createRepository("homelab");
            push(address, "apps.yaml", "kind: Namespace\n");
            try (var clone = clone(address, "second")) {
                Path tree = clone.getRepository().getWorkTree().toPath();
                assertThat(tree.resolve("apps.yaml")).hasContent("kind: Namespace\n");
                assertThat(clone.getRepository().getBranch()).isEqualTo("main");
            }
        }
    }

    @Test
    void answers_again_at_the_same_address_after_a_stop() throws Exception {
        try (var server = GitServer.start()) {
            URI address = server.createRepository("homelab");
            push(address, "a.yaml", "a: 1\n");
            server.stop();
            assertThatThrownBy(() -> clone(address, "while-down"))
                    .isInstanceOf(TransportException.class);
            server.restart();
            try (var clone = clone(address, "after")) {
                Path tree = clone.getRepository().getWorkTree().toPath();
                assertThat(tree.resolve("a.yaml")).exists();
            }
        }
    }

    private void push(URI address, String file, String content) throws Exception {
        Path tree = folder.resolve("first");
        try (var git = Git.init().setInitialBranch("main").setDirectory(tree.toFile()).call()) {
            Files.writeString(tree.resolve(file), content);
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Add " + file)
                    .setAuthor("Ann", "ann@example.org")
                    .setCommitter("Ann", "ann@example.org")
                    .setSign(false)
                    .call();
            git.push().setRemote(address.toString()).add("main").call();
        }
    }

    private Git clone(URI address, String name) throws Exception {
        return Git.cloneRepository()
                .setURI(address.toString())
                .setDirectory(folder.resolve(name).toFile())
                .call();
    }
}
