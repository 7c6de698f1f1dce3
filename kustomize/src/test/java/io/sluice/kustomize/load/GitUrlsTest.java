package io.sluice.kustomize.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.GitUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the reference makes of URLs, recorded: the URL and, unless it is no repository, what to
/// clone, the path, the ref, whether submodules are wanted and the timeout in nanoseconds.
final class GitUrlsTest {

    static Stream<String> recorded() throws IOException {
        try (var in = GitUrlsTest.class.getResourceAsStream("/git-urls.tsv")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_url_is_taken_apart_as_the_reference_does(String line) {
        String url = line.substring(0, line.indexOf('\t'));
        assertThat(url + "\t" + shown(GitUrls.parse(url))).isEqualTo(line);
    }

    private static String shown(@Nullable GitUrl url) {
        return url == null
                ? "-"
                : String.join(
                        "\t",
                        url.repository(),
                        url.path(),
                        url.ref(),
                        String.valueOf(url.submodules()),
                        String.valueOf(url.timeout().toNanos()));
    }

    @Test
    void a_hostile_timeout_is_not_worked_out() {
        GitUrl url = GitUrls.parse("https://example.com/o/r?timeout=" + "9".repeat(100_000) + "s");
        assertThat(Objects.requireNonNull(url).timeout()).hasSeconds(27);
    }
}
