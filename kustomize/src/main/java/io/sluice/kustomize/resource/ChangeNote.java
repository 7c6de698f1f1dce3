package io.sluice.kustomize.resource;

import java.util.HashMap;
import java.util.Map;

/// What one generator or transformer leaves in the notes of all resources that it changes. Resources that were
/// changed by the same have the same notes before it and after it, so these are made, and kept, once.
public final class ChangeNote {

    /// What a note costs that is there already, in characters.
    private static final int KNOWN = 64;

    private final Origin by;
    private final String entry;
    private final Map<String, String> after = new HashMap<>();
    private int cost;

    /// The note of a change that comes from there.
    public ChangeNote(Origin by) {
        this.by = by;
        this.entry = by.yaml("- ", "  ");
    }

    Origin by() {
        return by;
    }

    /// The notes of a resource with this one behind those before it.
    String behind(String before) {
        String known = after.get(before);
        if (known != null) {
            cost = KNOWN;
            return known;
        }
        String made = before + entry;
        after.put(before, made);
        cost = made.length();
        return made;
    }

    /// Adds the note to a resource; one that has lost its origin seems to come from there.
    ///
    /// @return how many characters were written for it
    /// @throws io.sluice.kustomize.KustomizeException if what the annotations say is no origin
    public int addTo(Resource resource) {
        cost = KNOWN;
        resource.changed(this);
        return cost;
    }
}
