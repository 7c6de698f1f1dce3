package io.sluice.renderer.substitution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.renderer.desiredstate.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubstitutionTest {

    private static final Map<String, String> VALUES =
            Map.of(
                    "v", "Hello/world.tar.gz",
                    "low", "äbc",
                    "empty", "",
                    "n", "2",
                    "p", "*.",
                    "grüße", "ok");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${v} | Hello/world.tar.gz",
                "a-${n}-b-${n} | a-2-b-2",
                "${grüße} | ok",
                "$v stays | $v stays",
                "pa$$word | pa$word",
                "$${v} | ${v}",
                "$$${n} | $2",
                "50$ | 50$",
                "${#v} | 18",
                "${#low} | 4",
                "${low^} | Äbc",
                "${low^^} | ÄBC",
                "${v,} | hello/world.tar.gz",
                "${v,,} | hello/world.tar.gz",
                "${v:6} | world.tar.gz",
                "${v:6:5} | world",
                "${v:6:99} | world.tar.gz",
                "${v:${n}:3} | llo",
                "${v:x} | Hello/world.tar.gz",
                "${v:1:x} | Hello/world.tar.gz",
                "[${v:99}] | []",
                "${v#*.} | tar.gz",
                "${v##*.} | gz",
                "${v%.*} | Hello/world.tar",
                "${v%%.*} | Hello/world",
                "${v##*/} | world.tar.gz",
                "${v#Hell?/} | world.tar.gz",
                "${v#[A-Z]} | ello/world.tar.gz",
                "${v#${p}} | tar.gz",
                "${v#nope} | Hello/world.tar.gz",
                "${v/l/L} | HeLlo/world.tar.gz",
                "${v//l/L} | HeLLo/worLd.tar.gz",
                "${v/#Hello/Bye} | Bye/world.tar.gz",
                "${v/%gz/xz} | Hello/world.tar.xz",
                "${v/\\//-} | Hello-world.tar.gz",
                "${v//l/} | Heo/word.tar.gz",
                "${v/*/x} | Hello/world.tar.gz",
                "${nope:=d} | d",
                "${nope=d} | d",
                "${nope:-d} | d",
                "${empty:-d} | d",
                "${empty=d} | d",
                "${nope:?d} | d",
                "${nope:+d} | d",
                "${v:+d} | Hello/world.tar.gz",
                "[${nope:=}] | []",
                "${nope:=pre${n}-suf} | pre2-suf",
                "${nope:=${deeper:=x}} | x",
                "${n:-3} | 2",
            })
    void expands_as_in_flux(String text, String expected) {
        assertThat(new Expansion(new TreeMap<>(VALUES)).expand(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${v", "${v-d}", "${v+d}", "${v?d}", "${}", "${ v}", "${-}",
                "${v/x}", "${v^^^}", "${v:2:-1}", "${low:1}", "${v#[a}", "${nope}", "${nope^^}",
                "${#nope}", "${v:=${nope}}"
            })
    void what_flux_does_not_understand_is_an_error(String text) {
        assertThat(failure(text)).isNotEmpty();
    }

    @Test
    void a_variable_that_is_not_set_is_named() {
        assertThat(failure("a: ${nope}")).startsWith("variable not set (strict mode): \"nope\"");
    }

    @Test
    void errors_name_the_line_and_never_the_text() {
        assertThat(failure("a: 1\nb: ${hunter2!}\n")).contains("line 2").doesNotContain("hunter2");
    }

    @Test
    void what_grows_without_end_is_stopped() {
        String large = "x".repeat(1 << 20);
        String text = "${v}".repeat(17);
        var expansion = new Expansion(new TreeMap<>(Map.of("v", large)));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> expansion.expand(text)))
                .hasMessageContaining("longer than");
        assertThat(failure("${a:=".repeat(200) + "}".repeat(200))).contains("too deeply");
    }

    @Test
    void a_pattern_takes_time_in_proportion_to_its_length() {
        String hard = "a".repeat(2000);
        assertThat(new Glob("*a*a*a*a*a*a*a*a*b").matches(hard)).isFalse();
    }

    @Test
    void values_are_read_again_as_yaml() {
        ObjectNode done =
                done(
                        "a: ${n}\nb: \"${n}\"\nc: ${yes}\nd: ${octal}\n",
                        Map.of("n", "1", "yes", "yes", "octal", "0123"));
        assertThat(CanonicalJson.text(done)).isEqualTo("{\"a\":1,\"b\":\"1\",\"c\":true,\"d\":83}");
    }

    @Test
    void an_object_can_be_left_out() {
        for (String where : List.of("labels", "annotations")) {
            String json =
                    "{\"metadata\":{\"%s\":{\"kustomize.toolkit.fluxcd.io/substitute\":\"disabled\"}},\"a\":\"${n}\"}"
                            .formatted(where);
            ObjectNode body = CanonicalJson.parse(json);
            var result = substitution(Map.of("n", "1")).apply(body, "a: ${n}\n");
            assertThat(result).isEqualTo(new Substitution.Result.Done(body, false));
        }
    }

    @Test
    void an_object_is_secret_exactly_if_a_value_of_a_secret_went_in() {
        var substitution =
                new Substitution(
                        new TreeMap<>(Map.of("s", "hunter2", "n", "1")),
                        new TreeSet<>(List.of("s")));
        ObjectNode body = CanonicalJson.parse("{}");
        assertThat(substitution.apply(body, "a: ${s}\n"))
                .isInstanceOfSatisfying(
                        Substitution.Result.Done.class, done -> assertThat(done.secret()).isTrue());
        assertThat(substitution.apply(body, "a: ${n}\n"))
                .isInstanceOfSatisfying(
                        Substitution.Result.Done.class,
                        done -> assertThat(done.secret()).isFalse());
        assertThat(substitution.apply(body, "a: {${s}\n"))
                .isInstanceOfSatisfying(
                        Substitution.Result.Failed.class,
                        failed -> assertThat(failed.message()).doesNotContain("hunter2"));
    }

    private static ObjectNode done(String yaml, Map<String, String> values) {
        var result = substitution(values).apply(CanonicalJson.parse("{}"), yaml);
        assertThat(result).isInstanceOf(Substitution.Result.Done.class);
        return ((Substitution.Result.Done) result).body();
    }

    private static Substitution substitution(Map<String, String> values) {
        return new Substitution(new TreeMap<>(values), new TreeSet<>());
    }

    private static String failure(String text) {
        Throwable thrown =
                org.assertj.core.api.Assertions.catchThrowable(
                        () -> new Expansion(new TreeMap<>(VALUES)).expand(text));
        assertThat(thrown).as(text).isInstanceOf(ExpansionException.class);
        return String.valueOf(thrown.getMessage());
    }
}
