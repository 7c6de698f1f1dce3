package io.sluice.applier.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubeconfigTest {

    private static final Kubeconfig.Rules STRICT = new Kubeconfig.Rules(false, false);
    private static final Kubeconfig.Rules OPEN = new Kubeconfig.Rules(true, true);

    @Test
    void only_the_current_context_counts() {
        var read =
                read(
                        """
                        current-context: b
                        contexts:
                        - {name: a, context: {cluster: a, user: a}}
                        - {name: b, context: {cluster: b, user: b}}
                        clusters:
                        - {name: a, cluster: {server: https://a, certificate-authority: /etc/passwd}}
                        - {name: b, cluster: {server: https://b, certificate-authority-data: Q0E=}}
                        users:
                        - {name: a, user: {exec: {command: evil}}}
                        - {name: b, user: {token: secret}}
                        """,
                        STRICT);

        assertThat(read)
                .isInstanceOfSatisfying(
                        Kubeconfig.Usable.class,
                        usable -> {
                            assertThat(usable.server()).isEqualTo("https://b");
                            assertThat(usable.trust().authority()).isEqualTo("Q0E=");
                            assertThat(usable.login().token()).isEqualTo("secret");
                            assertThat(usable.login().borrowed()).isNull();
                            assertThat(usable.toString()).doesNotContain("secret");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    exec: {command: aws}                  | exec
                    client-certificate: /etc/tls/cert     | client-certificate
                    client-key: /etc/tls/key              | client-key
                    tokenFile: /var/run/token             | tokenFile
                    """)
    void programs_and_files_are_refused_unless_they_are_allowed(String field, String named) {
        assertThat(read(config("", field), STRICT))
                .isInstanceOfSatisfying(
                        Kubeconfig.Refused.class,
                        refused ->
                                assertThat(refused.message())
                                        .contains(named, "SLUICE_APPLIER_INSECURE_KUBECONFIG_EXEC")
                                        .doesNotContain("/etc", "aws"));
        assertThat(read(config("", field), OPEN)).isInstanceOf(Kubeconfig.Usable.class);
    }

    @Test
    void a_file_with_the_authority_is_refused_too() {
        assertThat(read(config(", certificate-authority: /etc/ca", "token: t"), STRICT))
                .isInstanceOf(Kubeconfig.Refused.class);
    }

    @Test
    void trusting_anybody_is_dropped_unless_it_is_allowed() {
        String blind = config(", insecure-skip-tls-verify: true", "token: t");

        assertThat(((Kubeconfig.Usable) read(blind, STRICT)).trust().blind()).isFalse();
        assertThat(((Kubeconfig.Usable) read(blind, OPEN)).trust().blind()).isTrue();
    }

    @Test
    void whom_it_wants_to_act_as_is_kept_or_refused_but_never_forgotten() {
        var kept = read(config("", "{token: t, as: jane, as-groups: [dev]}"), STRICT);

        assertThat(((Kubeconfig.Usable) kept).login().user()).isEqualTo("jane");
        assertThat(((Kubeconfig.Usable) kept).login().groups()).containsExactly("dev");
        assertThat(read(config("", "{token: t, as-user-extra: {a: [b]}}"), OPEN))
                .isInstanceOf(Kubeconfig.Refused.class);
    }

    @Test
    void credentials_in_the_address_are_refused_and_not_quoted() {
        String config = config("", "token: t").replace("https://there", "https://me:pass@there");

        assertThat(read(config, OPEN))
                .isInstanceOfSatisfying(
                        Kubeconfig.Refused.class,
                        refused -> assertThat(refused.message()).doesNotContain("pass@", "me:"));
    }

    @Test
    void what_is_no_kubeconfig_is_refused() {
        assertThat(read("{}", OPEN)).isInstanceOf(Kubeconfig.Refused.class);
        assertThat(read("[1]", OPEN)).isInstanceOf(Kubeconfig.Refused.class);
        assertThat(read(config("", "token: t").replace("https://there", "file:///etc"), OPEN))
                .isInstanceOf(Kubeconfig.Refused.class);
        assertThat(read(config("", "token: t").replace("cluster: x, user: x", "user: x"), OPEN))
                .isInstanceOf(Kubeconfig.Refused.class);
    }

    private static String config(String cluster, String user) {
        String braced = user.startsWith("{") ? user : "{" + user + "}";
        return """
        current-context: x
        contexts: [{name: x, context: {cluster: x, user: x}}]
        clusters: [{name: x, cluster: {server: "https://there"%s}}]
        users: [{name: x, user: %s}]
        """
                .formatted(cluster, braced);
    }

    private static Kubeconfig read(String text, Kubeconfig.Rules rules) {
        return Kubeconfig.read(yaml(text), rules);
    }

    private static JsonNode yaml(String text) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
