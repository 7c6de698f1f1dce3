package io.sluice.statusprojector.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Why a request has no answer.
record ProblemJson(String error, String message) {

    static WebApplicationException notFound(String message) {
        return new WebApplicationException(
                answer(Response.Status.NOT_FOUND, "NotFound", message).build());
    }

    static WebApplicationException notCaughtUp() {
        return new WebApplicationException(
                answer(
                                Response.Status.SERVICE_UNAVAILABLE,
                                "NotCaughtUp",
                                "the log is still being read; try again in a moment")
                        .header("Retry-After", "1")
                        .build());
    }

    private static Response.ResponseBuilder answer(
            Response.Status status, String error, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ProblemJson(error, message));
    }
}
