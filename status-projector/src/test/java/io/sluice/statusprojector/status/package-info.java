/// The words of statuses, checked line by line against files.
@NullMarked
package io.sluice.statusprojector.status;

import org.jspecify.annotations.NullMarked;
