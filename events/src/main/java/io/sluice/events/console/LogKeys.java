package io.sluice.events.console;

/// The keys of a line of the log, in one place because `flux logs` and people's queries rely on them.
///
/// Beside them stands the resource under its kind, `"Kustomization": {"name": …, "namespace": …}`.
public final class LogKeys {

    /// `trace`, `debug`, `info` or `error`: the levels Flux knows.
    public static final String LEVEL = "level";

    /// ISO 8601 in UTC, with milliseconds.
    public static final String TIME = "ts";

    /// The class that speaks.
    public static final String LOGGER = "logger";

    /// What happened.
    public static final String MESSAGE = "msg";

    /// The failure, as it names itself.
    public static final String ERROR = "error";

    /// Where the failure came from.
    public static final String STACK_TRACE = "stacktrace";

    /// The kind in lower case, as Flux's controllers call themselves.
    public static final String CONTROLLER = "controller";

    /// The API group of the kind.
    public static final String CONTROLLER_GROUP = "controllerGroup";

    /// The kind of the resource; what `flux logs --kind` selects.
    public static final String CONTROLLER_KIND = "controllerKind";

    /// The resource's name; what `flux logs --name` selects.
    public static final String NAME = "name";

    /// The resource's namespace; what `flux logs --namespace` selects.
    public static final String NAMESPACE = "namespace";

    /// The request that is worked on; the same in all services.
    public static final String RECONCILE_ID = "reconcileID";

    /// The revision that is worked on.
    public static final String REVISION = "revision";

    /// Why it is worked on.
    public static final String CAUSE = "cause";

    private LogKeys() {}
}
