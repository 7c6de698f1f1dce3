package io.sluice.statusprojector.http;

import java.util.List;

/// A list in an object, so that something can stand beside it one day.
record Items<T>(List<T> items) {
    Items {
        items = List.copyOf(items);
    }
}
