package io.sluice.applier.expressions;

import java.io.Serial;

/// An expression that cannot be used; the message names field and position.
final class InvalidExpressionException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    InvalidExpressionException(String message) {
        super(message);
    }
}
