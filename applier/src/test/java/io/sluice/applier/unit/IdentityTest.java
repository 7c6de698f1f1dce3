package io.sluice.applier.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ResourceKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityTest {

    @Test
    void a_unit_acts_as_the_account_it_names_in_its_own_namespace() {
        assertThat(identity("tenant", null))
                .isInstanceOfSatisfying(
                        Identity.Account.class,
                        account ->
                                assertThat(account.user())
                                        .isEqualTo("system:serviceaccount:apps:tenant"));
    }

    @Test
    void its_own_account_goes_before_the_default_one() {
        assertThat(identity("tenant", "fallback"))
                .isEqualTo(new Identity.Account("apps", "tenant"));
    }

    @Test
    void who_names_none_acts_as_the_default_account() {
        assertThat(identity(null, "fallback")).isEqualTo(new Identity.Account("apps", "fallback"));
        assertThat(identity("", "fallback")).isEqualTo(new Identity.Account("apps", "fallback"));
    }

    @Test
    void who_names_none_acts_as_ourselves_where_there_is_no_default() {
        assertThat(identity(null, null)).isEqualTo(new Identity.Own());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "a b",
                "a:b",
                "../a",
                "a/b",
                "A",
                "-a",
                "a\r\nImpersonate-Group: x",
                "system:masters"
            })
    void what_is_no_name_never_leads_to_our_own_rights(String named) {
        assertThat(identity(named, null)).isInstanceOf(Identity.Nobody.class);
        if (!named.isEmpty()) {
            assertThat(identity(named, "fallback")).isInstanceOf(Identity.Nobody.class);
        }
    }

    private static Identity identity(@Nullable String named, @Nullable String fallback) {
        return Identity.of(new ResourceKey("Kustomization", "apps", "web"), named, fallback);
    }
}
