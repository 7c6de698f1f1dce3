package io.sluice.events;

/// The key of a record: a resource and one of its slots.
///
/// @param resource decides the partition, whatever the slot (protocol 1)
/// @param slot which of the resource's records this is
public record RecordKey(ResourceKey resource, Slot slot) {

    /// Reads the wire form, `<Kind>/<namespace>/<name>[#slot]`.
    ///
    /// @throws IllegalArgumentException if the text has another form
    public static RecordKey parse(String text) {
        int hash = text.indexOf('#');
        if (hash < 0) {
            return new RecordKey(ResourceKey.parse(text), Slot.SELF);
        }
        String suffix = text.substring(hash);
        for (Slot slot : Slot.values()) {
            if (slot.suffix().equals(suffix)) {
                return new RecordKey(ResourceKey.parse(text.substring(0, hash)), slot);
            }
        }
        throw new IllegalArgumentException("unknown slot in record key: " + text);
    }

    @Override
    public String toString() {
        return resource + slot.suffix();
    }
}
