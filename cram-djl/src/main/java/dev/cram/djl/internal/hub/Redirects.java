package dev.cram.djl.internal.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Redirects, none of which may leave https. */
final class Redirects {

    /** Those that one request may follow. */
    static final int MOST = 10;

    private Redirects() {}

    /** Where a response leads; empty if it is the answer. */
    static Optional<URI> target(HttpResponse<?> response) throws IOException {
        Optional<String> location = response.headers().firstValue("Location");
        if (response.statusCode() < 301 || response.statusCode() > 308 || location.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI target = response.uri().resolve(location.get());
            boolean secure = "https".equalsIgnoreCase(target.getScheme());
            if (target.getHost() != null
                    && (secure || response.uri().getScheme().equalsIgnoreCase(target.getScheme()))) {
                return Optional.of(target);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(response.uri() + " redirects to the damaged address " + location.get(), e);
        }
        throw new IOException(response.uri() + " redirects to the unsafe address " + location.get());
    }

    static IOException tooMany(URI address) {
        return new IOException(address + " redirects more than " + MOST + " times");
    }
}
