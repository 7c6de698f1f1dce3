package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/// The objects a unit put into the cluster.
@JsonIgnoreProperties(ignoreUnknown = true)
public record Inventory(@Required List<Entry> entries) {
    public Inventory {
        entries = Absent.toEmpty(entries);
    }

    /// One object.
    ///
    /// @param id `<namespace>_<name>_<group>_<kind>`
    /// @param version the API version within the group, `v` on the wire
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Entry(@Required String id, @Required @JsonProperty("v") String version) {}
}
