package io.sluice.applier.kubernetes;

import io.sluice.applier.remote.Kubeconfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// As whom requests are made that name no account.
///
/// @param user null for whoever the credentials belong to
/// @param groups of the user
record ActingAs(@Nullable String user, List<String> groups) {

    /// Whoever the credentials belong to.
    static final ActingAs ONESELF = new ActingAs(null, List.of());

    ActingAs {
        groups = List.copyOf(groups);
    }

    static ActingAs of(Kubeconfig.Login login) {
        return new ActingAs(login.user(), login.groups());
    }
}
