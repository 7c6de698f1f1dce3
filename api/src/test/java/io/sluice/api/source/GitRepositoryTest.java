package io.sluice.api.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitRepositoryTest {
    @Test
    void reads_a_minimal_object_with_the_defaults_of_the_api() {
        var repository = read("{interval: 5m, url: 'https://git.example.com/shop'}");

        var spec = repository.getSpec();
        assertThat(spec.effectiveInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(spec.effectiveTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(spec.effectiveProvider()).isEqualTo(GitProvider.GENERIC);
        assertThat(spec.effectiveTarget()).isEqualTo(new GitTarget.Branch("master"));
        assertThat(spec.include()).isEmpty();
        assertThat(spec.suspend()).isFalse();
        assertThat(repository.currentStatus()).isEqualTo(GitRepositoryStatus.UNOBSERVED);
    }

    @Test
    void odd_values_never_stop_the_reading_of_an_object() {
        var spec =
                read("""
                                {interval: soon, url: x, provider: new, later: {a: 1},
                                 include: null, sparseCheckout: [null, a], suspend: null}
                                """)
                        .getSpec();

        assertThat(spec.interval()).isEqualTo("soon");
        assertThat(spec.effectiveProvider()).isEqualTo(GitProvider.GENERIC);
        assertThat(spec.sparseCheckout()).containsExactly("a");
    }

    @Test
    void writes_only_what_is_set() {
        var repository = read("{interval: 5m, url: 'https://git.example.com/shop', include: []}");

        assertThat(Serialization.asJson(repository.getSpec()))
                .isEqualTo("{\"interval\":\"5m\",\"url\":\"https://git.example.com/shop\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {branch: main}                                  | Branch[name=main]
                    {branch: ''}                                    | Branch[name=master]
                    {branch: main, semver: 1.x}                     | SemVer[range=1.x]
                    {branch: main, semver: 1.x, tag: v1}            | Tag[name=v1]
                    {branch: main, tag: v1, name: refs/pull/1/head} | Name[reference=refs/pull/1/head]
                    {name: refs/heads/a, commit: c0ffee}            | Commit[id=c0ffee, branch=null]
                    {branch: main, commit: c0ffee}                  | Commit[id=c0ffee, branch=main]
                    """)
    void the_most_precise_reference_counts(String reference, String target) {
        var spec = read("{interval: 5m, url: x, ref: %s}".formatted(reference)).getSpec();

        assertThat(spec.effectiveTarget()).hasToString(target);
    }

    private static GitRepository read(String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: shop, namespace: default}
                spec: %s
                """
                        .formatted(spec.strip().replace("\n", " ")),
                GitRepository.class);
    }
}
