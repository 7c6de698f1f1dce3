package io.sluice.applier.plan;

import io.sluice.events.ObjectId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How much of a unit one desired state may delete before somebody has to confirm it: a slip in
/// Git (a path renamed, a file emptied) must not take a production system down.
///
/// @param percent of the inventory that may be deleted unconfirmed; 100 for everything
public record DeleteGuard(int percent) {

    /// Annotation of a unit's resource: its own limit, such as `30%`, or `off`.
    public static final String ANNOTATION = "sluice.io/delete-guard";

    /// Annotation of a unit's resource: the revision or digest whose deletions are confirmed.
    public static final String CONFIRMATION = "sluice.io/confirm-delete";

    /// Everything may be deleted, as in Flux.
    public static final DeleteGuard OFF = new DeleteGuard(100);

    private static final int NAMED = 10;

    /// Reads a limit: a percentage, or `off`.
    ///
    /// @throws IllegalArgumentException if it is neither
    public static DeleteGuard parse(String text) {
        String value = text.strip();
        if (value.equalsIgnoreCase("off")) {
            return OFF;
        }
        if (value.matches("\\d{1,3}%?")) {
            int percent = Integer.parseInt(value.replace("%", ""));
            if (percent <= 100) {
                return new DeleteGuard(percent);
            }
        }
        throw new IllegalArgumentException(
                "delete guard '%s': write a percentage such as 30%%, or off".formatted(text));
    }

    /// Whether deleting these objects needs a confirmation.
    ///
    /// @param inventory how many objects the unit owns
    public boolean holds(int deleted, int inventory) {
        return deleted > 0 && percent < 100 && deleted * 100L > (long) percent * inventory;
    }

    /// What the user is told: what would be deleted, and how to confirm it.
    ///
    /// @param resource of the unit, as kubectl names it, with its namespace option
    /// @param confirmation to write into the annotation
    public String message(
            List<ObjectId> deleted, int inventory, String resource, String confirmation) {
        String names =
                deleted.stream()
                        .limit(NAMED)
                        .map(ObjectId::toString)
                        .collect(Collectors.joining(", "));
        String more = deleted.size() > NAMED ? " and " + (deleted.size() - NAMED) + " more" : "";
        return ("delete guard: would delete %d of %d objects, more than %d%%: %s%s; nothing is changed."
                        + " To confirm: kubectl annotate --overwrite %s %s=%s")
                .formatted(
                        deleted.size(),
                        inventory,
                        percent,
                        names,
                        more,
                        resource,
                        CONFIRMATION,
                        confirmation);
    }

    /// What is wrong with a limit, for the user.
    public static Optional<String> problem(String text) {
        try {
            parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
