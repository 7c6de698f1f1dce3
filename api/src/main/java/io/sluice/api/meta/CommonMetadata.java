package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/// Labels and annotations put on every object of a unit.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CommonMetadata(Map<String, String> annotations, Map<String, String> labels) {
    public CommonMetadata {
        annotations = Absent.toEmpty(annotations);
        labels = Absent.toEmpty(labels);
    }
}
