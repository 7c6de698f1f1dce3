package io.sluice.sourcewatcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.api.source.GitTarget;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.Commit;
import io.sluice.events.ResourceKey;
import io.sluice.sandbox.git.GitServer;
import io.sluice.sourcewatcher.WorkTree;
import io.sluice.sourcewatcher.source.Check;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.source.Origin;
import io.sluice.sourcewatcher.source.Secrets;
import io.sluice.sourcewatcher.store.ArtifactStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCheckerTest {

    private static final ResourceKey SOURCE =
            new ResourceKey("GitRepository", "tenant", "repository");
    private static final Secrets NO_SECRETS = (_, _) -> Optional.empty();

    @TempDir Path folder;
    private GitServer server;
    private URI url;
    private WorkTree tree;
    private ArtifactStore store;
    private GitChecker checker;

    @BeforeEach
    void start() throws Exception {
        server = GitServer.start();
        url = server.createRepository("repository");
        tree = new WorkTree(folder.resolve("tree"), url);
        store =
                new ArtifactStore(
                        new ArtifactStore.Settings(
                                folder.resolve("artifacts"),
                                URI.create("http://store"),
                                2,
                                Duration.ofSeconds(60)),
                        Clock.systemUTC());
        checker = checker(NO_SECRETS);
    }

    @AfterEach
    void stop() {
        tree.close();
        server.close();
    }

    private GitChecker checker(Secrets secrets) {
        return new GitChecker(folder.resolve("mirrors"), store, secrets);
    }

    @Test
    void packs_the_tip_of_a_branch() throws Exception {
        String commit = tree.change("One", Map.of("app/a.yaml", "a: 1\n", ".gitignore", "x\n"));
        var current = current(branch("main"), null);
        ArtifactReference artifact = current.artifact();
        assertThat(artifact.revision()).isEqualTo("main@sha1:" + commit);
        assertThat(artifact.path())
                .isEqualTo("gitrepository/tenant/repository/" + commit + ".tar.gz");
        assertThat(artifact.url()).isEqualTo("http://store/" + artifact.path());
        assertThat(Tar.read(store.find(artifact.path()).orElseThrow()))
                .containsExactly("750 app/", "600 app/a.yaml=a: 1\n");
        assertThat(store.holds(artifact, true)).isTrue();
    }

    @Test
    void lists_the_commits_since_the_last_revision_with_their_paths() throws Exception {
        tree.change("One", Map.of("a", "1"));
        ArtifactReference known = current(branch("main"), null).artifact();
        tree.write(Map.of("b/c", "2")).commit("Two");
        String third = tree.write(Map.of("a", "", "d", "3")).commit("Three");
        tree.push();
        var current = current(branch("main"), known);
        assertThat(current.truncated()).isFalse();
        assertThat(current.commits()).extracting(Commit::message).containsExactly("Three", "Two");
        assertThat(current.commits().getFirst().id()).isEqualTo(third);
        assertThat(current.commits().getFirst().author()).isEqualTo("Ann <ann@example.org>");
        assertThat(current.commits().getFirst().paths()).containsExactly("a", "d");
        assertThat(current.commits().getLast().paths()).containsExactly("b/c");
    }

    @Test
    void the_first_announcement_lists_just_its_commit() throws Exception {
        tree.change("One", Map.of("a", "1"));
        tree.change("Two", Map.of("a", "2"));
        var current = current(branch("main"), null);
        assertThat(current.commits()).extracting(Commit::message).containsExactly("Two");
        assertThat(current.truncated()).isTrue();
    }

    @Test
    void rewritten_history_is_truncated() throws Exception {
        tree.change("One", Map.of("a", "1"));
        String old = tree.change("Two", Map.of("a", "2"));
        ArtifactReference known = current(branch("main"), null).artifact();
        assertThat(known.revision()).endsWith(old);
        tree.git()
                .reset()
                .setMode(org.eclipse.jgit.api.ResetCommand.ResetType.HARD)
                .setRef("HEAD~1")
                .call();
        String other = tree.change("Other", Map.of("b", "3"));
        var current = current(branch("main"), known);
        assertThat(current.artifact().revision()).endsWith(other);
        assertThat(current.truncated()).isTrue();
        assertThat(current.commits().getFirst().id()).isEqualTo(other);
    }

    @Test
    void history_is_found_again_after_the_mirror_was_lost() throws Exception {
        tree.change("One", Map.of("a", "1"));
        ArtifactReference known = current(branch("main"), null).artifact();
        tree.change("Two", Map.of("a", "2"));
        tree.change("Three", Map.of("a", "3"));
        Files.move(folder.resolve("mirrors"), folder.resolve("lost"));
        checker = checker(NO_SECRETS);
        var current = current(branch("main"), known);
        assertThat(current.commits()).extracting(Commit::message).containsExactly("Three", "Two");
        assertThat(current.truncated()).isFalse();
    }

    @Test
    void many_commits_are_listed_up_to_the_bound() throws Exception {
        tree.change("First", Map.of("a", "0"));
        ArtifactReference known = current(branch("main"), null).artifact();
        for (int number = 0; number < History.MOST_COMMITS + 5; number++) {
            tree.write(Map.of("a", "n" + number)).commit("No. " + number);
        }
        tree.push();
        var current = current(branch("main"), known);
        assertThat(current.commits()).hasSize(History.MOST_COMMITS);
        assertThat(current.truncated()).isTrue();
    }

    @Test
    void a_reference_that_has_not_moved_needs_no_fetch_and_no_packing() throws Exception {
        tree.change("One", Map.of("a", "1"));
        ArtifactReference known = current(branch("main"), null).artifact();
        Path mirror = onlyEntry(folder.resolve("mirrors"));
        Files.move(mirror.resolve("objects"), folder.resolve("objects-aside"));
        var current = current(branch("main"), known);
        assertThat(current.artifact()).isSameAs(known);
        assertThat(current.commits()).isEmpty();
    }

    @Test
    void other_ignore_patterns_pack_again() throws Exception {
        tree.change("One", Map.of("a.yaml", "1", "b.yaml", "2"));
        ArtifactReference known = current(branch("main"), null).artifact();
        var origin = new Origin.Git(url.toString(), new GitTarget.Branch("main"), null, "b.yaml");
        var current = (CheckOutcome.Current) check(checker, origin, known, false);
        assertThat(current.artifact().revision()).isEqualTo(known.revision());
        assertThat(current.artifact().digest()).isNotEqualTo(known.digest());
    }

    @Test
    void an_artifact_that_is_gone_from_the_disk_is_made_again_the_same() throws Exception {
        tree.change("One", Map.of("a", "1"));
        ArtifactReference known = current(branch("main"), null).artifact();
        Files.delete(store.find(known.path()).orElseThrow());
        assertThat(current(branch("main"), known).artifact()).isEqualTo(known);
        assertThat(store.holds(known, true)).isTrue();
    }

    @Test
    void a_damaged_artifact_is_noticed_by_a_thorough_check() throws Exception {
        tree.change("One", Map.of("a", "1"));
        ArtifactReference known = current(branch("main"), null).artifact();
        Path file = store.find(known.path()).orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);
        assertThat(store.holds(known, false)).isTrue();
        assertThat(store.holds(known, true)).isFalse();
        List<CheckOutcome> early = new ArrayList<>();
        var outcome =
                checker.check(
                        check(branch("main"), known, false, true), branch("main"), early::add);
        assertThat(((CheckOutcome.Current) outcome).artifact()).isEqualTo(known);
        assertThat(early).isEmpty();
        assertThat(store.holds(known, true)).isTrue();
    }

    @Test
    void what_is_stored_is_told_before_the_remote_is_asked() throws Exception {
        tree.change("One", Map.of("a", "1"));
        ArtifactReference known = current(branch("main"), null).artifact();
        server.stop();
        List<CheckOutcome> early = new ArrayList<>();
        var outcome =
                checker.check(
                        check(branch("main"), known, false, true), branch("main"), early::add);
        assertThat(early).containsExactly(new CheckOutcome.Stored(known));
        assertThat(((CheckOutcome.Failed) outcome).reason()).isEqualTo("GitOperationFailed");
        server.restart();
    }

    @Test
    void a_pinned_check_rebuilds_what_is_known_and_nothing_newer() throws Exception {
        tree.change("One", Map.of("a", "1"));
        ArtifactReference known = current(branch("main"), null).artifact();
        tree.change("Two", Map.of("a", "2"));
        Files.delete(store.find(known.path()).orElseThrow());
        Files.move(folder.resolve("mirrors"), folder.resolve("lost"));
        checker = checker(NO_SECRETS);
        var current = (CheckOutcome.Current) check(checker, branch("main"), known, true);
        assertThat(current.artifact()).isEqualTo(known);
    }

    @Test
    void follows_tags_names_commits_and_ranges() throws Exception {
        String first = tree.change("One", Map.of("a", "1"));
        tag("v1.2.0");
        String second = tree.change("Two", Map.of("a", "2"));
        tag("v1.10.0");
        tree.change("Three", Map.of("a", "3"));
        tag("v2.0.0");
        assertThat(revision(new GitTarget.Tag("v1.2.0"))).isEqualTo("v1.2.0@sha1:" + first);
        assertThat(revision(new GitTarget.Name("refs/tags/v1.10.0")))
                .isEqualTo("refs/tags/v1.10.0@sha1:" + second);
        assertThat(revision(new GitTarget.SemVer("1.x"))).isEqualTo("v1.10.0@sha1:" + second);
        assertThat(revision(new GitTarget.Commit(first, null))).isEqualTo("sha1:" + first);
        assertThat(revision(new GitTarget.Commit(second, "main"))).isEqualTo("main@sha1:" + second);
    }

    private void tag(String name) throws Exception {
        tree.git().tag().setName(name).setAnnotated(true).setSigned(false).setMessage(name).call();
        tree.push("refs/tags/" + name);
    }

    private String revision(GitTarget target) throws Exception {
        var origin = new Origin.Git(url.toString(), target, null, null);
        return current(origin, null).artifact().revision();
    }

    @Test
    void what_the_repository_does_not_have_is_named() throws Exception {
        assertThat(failure(branch("main")).reason()).isEqualTo("EmptyGitRepository");
        tree.change("One", Map.of("a", "1"));
        assertThat(failure(branch("nope")).message())
                .isEqualTo("the repository has no branch 'nope'; push it, or correct spec.ref");
        assertThat(failure(target(new GitTarget.Tag("v9"))).message()).contains("tag 'v9'");
        assertThat(failure(target(new GitTarget.SemVer(">=9"))).message()).contains("'>=9'");
        assertThat(failure(target(new GitTarget.SemVer("what"))).stalled()).isTrue();
        String unknown = ObjectId.zeroId().name();
        assertThat(failure(target(new GitTarget.Commit(unknown, null))).message())
                .contains(unknown);
        assertThat(failure(target(new GitTarget.Commit(unknown, "main"))).message())
                .contains("'main'");
        assertThat(failure(target(new GitTarget.Commit("12ab", null))).stalled()).isTrue();
    }

    private Origin.Git target(GitTarget target) {
        return new Origin.Git(url.toString(), target, null, null);
    }

    @Test
    void an_unreachable_remote_is_told_without_credentials() throws Exception {
        Secrets secrets = secrets(Map.of("username", "ann", "password", "geheim-7"));
        String address = "http://bob:s3cret@127.0.0.1:1/x.git";
        var origin = new Origin.Git(address, new GitTarget.Branch("main"), "login", null);
        var failed = (CheckOutcome.Failed) check(checker(secrets), origin, null, false);
        assertThat(failed.reason()).isEqualTo("GitOperationFailed");
        assertThat(failed.condition()).isEqualTo("FetchFailed");
        assertThat(failed.message())
                .contains("127.0.0.1:1")
                .containsIgnoringCase("refused")
                .doesNotContain("s3cret", "geheim-7", "bob");
    }

    @Test
    void a_secret_that_cannot_be_used_is_named() throws Exception {
        var origin = new Origin.Git(url.toString(), new GitTarget.Branch("main"), "login", null);
        var absent = (CheckOutcome.Failed) check(checker, origin, null, false);
        assertThat(absent.reason()).isEqualTo("AuthenticationFailed");
        assertThat(absent.message()).contains("tenant/login");
        var half =
                (CheckOutcome.Failed)
                        check(checker(secrets(Map.of("username", "a"))), origin, null, false);
        assertThat(half.message()).contains("only one of username and password");
        var mutual =
                (CheckOutcome.Failed)
                        check(checker(secrets(Map.of("tls.crt", "a"))), origin, null, false);
        assertThat(mutual.message()).contains("client certificates are not supported yet");
    }

    @Test
    void ssh_is_refused_for_good() throws Exception {
        var origin =
                new Origin.Git("ssh://git@example.org/x", new GitTarget.Branch("main"), null, null);
        var failed = (CheckOutcome.Failed) check(checker, origin, null, false);
        assertThat(failed.reason()).isEqualTo("URLInvalid");
        assertThat(failed.stalled()).isTrue();
    }

    private static Secrets secrets(Map<String, String> entries) {
        var data = new TreeMap<String, byte[]>();
        entries.forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
        return (_, _) -> Optional.of(data);
    }

    private Origin.Git branch(String name) {
        return target(new GitTarget.Branch(name));
    }

    private CheckOutcome.Current current(Origin.Git origin, @Nullable ArtifactReference known)
            throws Exception {
        var outcome = check(checker, origin, known, false);
        assertThat(outcome).isInstanceOf(CheckOutcome.Current.class);
        return (CheckOutcome.Current) outcome;
    }

    private CheckOutcome.Failed failure(Origin.Git origin) throws Exception {
        var outcome = check(checker, origin, null, false);
        assertThat(outcome).isInstanceOf(CheckOutcome.Failed.class);
        return (CheckOutcome.Failed) outcome;
    }

    private static CheckOutcome check(
            GitChecker checker,
            Origin.Git origin,
            @Nullable ArtifactReference known,
            boolean pinned)
            throws Exception {
        return checker.check(check(origin, known, pinned, false), origin, _ -> {});
    }

    private static Check check(
            Origin.Git origin,
            @Nullable ArtifactReference known,
            boolean pinned,
            boolean thorough) {
        return new Check(
                SOURCE,
                1,
                1,
                null,
                Cause.INTERVAL,
                origin,
                Duration.ofSeconds(20),
                known,
                pinned,
                thorough);
    }

    private static Path onlyEntry(Path directory) throws Exception {
        try (var entries = Files.list(directory)) {
            return entries.toList().getFirst();
        }
    }
}
