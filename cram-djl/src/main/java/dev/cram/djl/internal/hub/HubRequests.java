package dev.cram.djl.internal.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Single requests. Redirects are followed by hand: the token goes to the hub's own address, whatever a redirect says.
 * Thread-safe.
 */
final class HubRequests {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long TICK_MILLIS = 1_000;

    private final HubSettings settings;
    private final Duration stall;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    HubRequests(HubSettings settings, Duration stall) {
        this.settings = settings;
        this.stall = stall;
    }

    /** Asks for the headers, as far as the hub's own address gives them: a redirect elsewhere is the answer. */
    HttpResponse<Void> head(URI address) throws IOException {
        URI at = address;
        for (int hop = 0; hop <= Redirects.MOST; hop++) {
            HttpRequest request = request(at, Map.of())
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<Void> response = exchange(request, HttpResponse.BodyHandlers.discarding(), () -> 0);
            Optional<URI> target = Redirects.target(response).filter(settings::isHub);
            if (target.isEmpty()) {
                return response;
            }
            at = target.get();
        }
        throw Redirects.tooMany(address);
    }

    /**
     * Fetches something.
     *
     * @param address where
     * @param headers what to send besides the token
     * @param handler takes the body; what it makes of a redirect's is dropped
     * @param progress a number that changes while data come; may throw to give up
     */
    <T> HttpResponse<T> get(URI address, Map<String, String> headers, BodyHandler<T> handler, LongSupplier progress)
            throws IOException {
        URI at = address;
        for (int hop = 0; hop <= Redirects.MOST; hop++) {
            HttpResponse<T> response = exchange(request(at, headers).GET().build(), handler, progress);
            Optional<URI> target = Redirects.target(response);
            if (target.isEmpty()) {
                return response;
            }
            at = target.get();
        }
        throw Redirects.tooMany(address);
    }

    private HttpRequest.Builder request(URI address, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(stall)
                .header("User-Agent", "cram")
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        if (settings.isHub(address)) {
            settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        return request;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler, LongSupplier progress)
            throws IOException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        try {
            return await(request.uri(), answer, progress);
        } catch (InterruptedException e) {
            throw RetryPolicy.interrupted(e);
        } finally {
            answer.cancel(true);
        }
    }

    private <T> HttpResponse<T> await(URI address, CompletableFuture<HttpResponse<T>> answer, LongSupplier progress)
            throws IOException, InterruptedException {
        long before = progress.getAsLong();
        long moved = System.nanoTime();
        while (true) {
            try {
                return answer.get(Math.min(TICK_MILLIS, stall.toMillis()), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw connectionFailed(address, e.getCause());
            } catch (TimeoutException e) {
                long now = progress.getAsLong();
                if (now != before) {
                    before = now;
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved >= stall.toNanos()) {
                    throw new HttpTimeoutException(address.getHost() + " was silent for " + stall.toSeconds() + " s");
                }
            }
        }
    }

    private static IOException connectionFailed(URI address, @Nullable Throwable cause) {
        String how = cause instanceof ConnectException && cause.getMessage() == null
                ? "it cannot be found, or does not accept connections"
                : String.valueOf(cause);
        return new IOException("the connection to " + address.getHost() + " failed: " + how, cause);
    }
}
