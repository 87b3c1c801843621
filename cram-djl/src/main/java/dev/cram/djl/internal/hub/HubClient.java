package dev.cram.djl.internal.hub;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The hub's requests. All try again for a while, by a {@link RetryPolicy}. Thread-safe. */
final class HubClient {

    private final HubSettings settings;
    private final RetryPolicy retries;
    private final HubRequests requests;

    HubClient(HubSettings settings, RetryPolicy retries) {
        this.settings = settings;
        this.retries = retries;
        this.requests = new HubRequests(settings, retries.stall());
    }

    /**
     * Lists a revision's files.
     *
     * @throws IOException if the hub cannot be reached or is down
     * @throws ModelException if it refuses
     */
    RevisionListing listing(HubId id, boolean insist) throws IOException {
        URI address = URI.create(settings.endpoint() + "/api/models/" + id.repository() + "/revision/"
                + encode(id.revision()) + "?blobs=true");
        return (insist ? retries : retries.once())
                .run(
                        () -> {
                            HttpResponse<String> response =
                                    requests.get(address, Map.of(), HttpResponse.BodyHandlers.ofString(), () -> 0);
                            HubErrors.check(settings, id, "", response);
                            return RevisionListing.parse(address.toString(), response.body());
                        },
                        () -> 0);
    }

    /**
     * Asks what a file is.
     *
     * @throws IOException if the hub cannot be reached or is down
     * @throws ModelException if it refuses
     */
    RemoteFile file(HubId id, String commit, String name) throws IOException {
        URI address = URI.create(settings.endpoint() + "/" + id.repository() + "/resolve/" + commit + "/" + name);
        return retries.run(
                () -> {
                    HttpResponse<Void> response = requests.head(address);
                    HubErrors.check(settings, id, name, response);
                    return describe(address, commit, name, response);
                },
                () -> 0);
    }

    /** Reads the hub's own headers. Those of the contents count only where the answer is not a redirect to them. */
    private static RemoteFile describe(URI address, String commit, String name, HttpResponse<Void> response) {
        HttpHeaders headers = response.headers();
        boolean redirect = response.statusCode() >= 300;
        String hash = headers.firstValue("X-Linked-Etag").orElseGet(() -> redirect ? "" : text(headers, "ETag"));
        String size =
                headers.firstValue("X-Linked-Size").orElseGet(() -> redirect ? "" : text(headers, "Content-Length"));
        hash = hash.replaceFirst("^W/", "").replace("\"", "");
        if (!BlobHash.isHash(hash) || !size.matches("\\d{1,18}")) {
            throw new ModelException(address + " does not give the hash and size of the file (ETag '" + hash
                    + "', size '" + size + "') as a hub does: check HF_ENDPOINT and proxies");
        }
        if (!text(headers, "X-Repo-Commit").equals(commit)) {
            throw new ModelException(address + " gives a file of the commit '" + text(headers, "X-Repo-Commit")
                    + "': check HF_ENDPOINT and proxies");
        }
        return new RemoteFile(address, name, hash, Long.parseLong(size));
    }

    /** A download of a file, to be run. */
    Download download(HubId id, RemoteFile file) {
        return new Download(settings, retries, requests, id, file);
    }

    private static String text(HttpHeaders headers, String name) {
        return headers.firstValue(name).orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
