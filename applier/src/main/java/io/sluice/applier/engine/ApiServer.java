package io.sluice.applier.engine;

/// The API server, one request at a time and without repetition.
public interface ApiServer {

    /// Sends a request and waits for the answer.
    Reply send(Request request) throws InterruptedException;
}
