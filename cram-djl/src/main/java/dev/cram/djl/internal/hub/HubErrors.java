package dev.cram.djl.internal.hub;

import dev.cram.model.ModelException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** What the hub's refusals mean, and what helps. */
final class HubErrors {

    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final int LONGEST_SHOWN = 200;

    private HubErrors() {}

    /**
     * Checks an answer.
     *
     * @param settings the hub asked
     * @param id the model asked for
     * @param file the file asked for, or an empty text
     * @param response the answer, redirects followed
     * @throws TryLaterException if the hub may answer later
     * @throws ModelException if it will not
     */
    static void check(HubSettings settings, HubId id, String file, HttpResponse<?> response) throws TryLaterException {
        int status = response.statusCode();
        if (status < 400) {
            return;
        }
        String what = file.isEmpty() ? "the model " + id : file + " of the model " + id;
        if (PASSING.contains(status)) {
            throw tryLater(response, what);
        }
        if (settings.isHub(response.uri()) && (status == 401 || status == 403)) {
            throw noAccess(settings, id, what, response);
        }
        if (settings.isHub(response.uri()) && status == 404) {
            throw notFound(settings, id, file, response);
        }
        throw new ModelException(response.uri().getHost() + " refuses " + what + " (" + said(response) + ")");
    }

    private static ModelException noAccess(HubSettings settings, HubId id, String what, HttpResponse<?> response) {
        String page = settings.endpoint() + "/" + id.repository();
        return new ModelException("The hub does not give " + what + " (" + said(response)
                + "): it does not exist, or is private or gated. Check the name; for gated access accept the terms at "
                + page + ", and set HF_TOKEN to a token of an account that may read it"
                + (settings.token().isPresent() ? ", since the one given may not" : ""));
    }

    private static ModelException notFound(HubSettings settings, HubId id, String file, HttpResponse<?> response) {
        String code = header(response, "X-Error-Code");
        if (code.equals("RevisionNotFound")) {
            return new ModelException("The model " + id.repository() + " has no revision '" + id.revision() + "' ("
                    + said(response) + "): name a branch, a tag or a commit that it has");
        }
        if (code.equals("EntryNotFound") || (code.isEmpty() && !file.isEmpty())) {
            return new ModelException("The model " + id + " has no file " + file + " (" + said(response)
                    + "): choose another model or revision");
        }
        return new ModelException("There is no model '" + id.repository() + "' on the hub " + settings.endpoint() + " ("
                + said(response) + "), and no folder of that name here: check the name");
    }

    private static TryLaterException tryLater(HttpResponse<?> response, String what) {
        Duration asked = retryAfter(header(response, "Retry-After"));
        if (asked.compareTo(RetryPolicy.LONGEST) > 0) {
            throw new ModelException("The hub asks to wait " + asked.toSeconds() + " s before it gives " + what + " ("
                    + said(response) + "): try again then; with HF_TOKEN set it allows more requests");
        }
        return new TryLaterException(
                response.uri().getHost() + " does not give " + what + " now (" + said(response) + ")", asked);
    }

    private static Duration retryAfter(String text) {
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(Instant.now(), then);
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static String said(HttpResponse<?> response) {
        String message = header(response, "X-Error-Message");
        return "HTTP " + response.statusCode()
                + (message.isEmpty() ? "" : ": " + message.substring(0, Math.min(LONGEST_SHOWN, message.length())));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
