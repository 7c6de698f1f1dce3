package io.sluice.sandbox.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What to stop when this JVM ends, also on Ctrl-C: first registered, first run.
///
/// One hook for all, because the JVM runs its own hooks at once and in no order.
public final class ExitHooks {

    private static final Map<Object, Runnable> ACTIONS = new LinkedHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ExitHooks::runAll, "exit-hooks"));
    }

    private ExitHooks() {}

    /// Runs the action at exit, unless `remove(owner)` comes first.
    public static void add(Object owner, Runnable action) {
        synchronized (ACTIONS) {
            ACTIONS.put(owner, action);
        }
    }

    /// Forgets the owner's action.
    public static void remove(Object owner) {
        synchronized (ACTIONS) {
            ACTIONS.remove(owner);
        }
    }

    private static void runAll() {
        List<Runnable> actions;
        synchronized (ACTIONS) {
            actions = List.copyOf(ACTIONS.values());
        }
        actions.forEach(Runnable::run);
    }
}
