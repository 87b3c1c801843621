package dev.cram.djl.internal.hub;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * One file's way into the cache: its bytes gather in {@code HASH.incomplete}, where a later attempt or process goes on,
 * and move to their place when size and hash are right.
 */
final class Download {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NO_SUCH_RANGE = 416;

    private final HubSettings settings;
    private final RetryPolicy retries;
    private final HubRequests requests;
    private final HubId id;
    private final RemoteFile file;

    Download(HubSettings settings, RetryPolicy retries, HubRequests requests, HubId id, RemoteFile file) {
        this.settings = settings;
        this.retries = retries;
        this.requests = requests;
        this.id = id;
        this.file = file;
    }

    /**
     * Downloads the file. Contents of a wrong hash are dropped and fetched once more from the start, since their
     * beginning may be older than this download.
     *
     * @param blob where to put it
     * @throws IOException if the connection or the disk fails, again and again
     * @throws ModelException if the hub refuses, or gives other contents than it announced
     */
    void to(Path blob) throws IOException {
        Path partial = blob.resolveSibling(file.hash() + ".incomplete");
        for (int round = 0; round < 2; round++) {
            checkSpace(partial);
            retries.run(
                    () -> {
                        fetchRest(partial);
                        return partial;
                    },
                    () -> size(partial));
            if (BlobHash.matches(partial, file.hash())) {
                Files.move(partial, blob, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            Files.delete(partial);
        }
        throw new ModelException("What the hub gives for " + file.name() + " of the model " + id
                + " does not have the hash " + file.hash() + " that it announced, twice: try again later");
    }

    private void checkSpace(Path partial) throws IOException {
        long lacking = file.size()
                - size(partial)
                - Files.getFileStore(partial.getParent()).getUsableSpace();
        if (lacking > 0) {
            throw new ModelException("There is no room for " + file.name() + " of the model " + id + ": "
                    + partial.getParent() + " needs " + lacking
                    + " more bytes. Make room, or name a folder on another disk in HF_HUB_CACHE");
        }
    }

    private void fetchRest(Path partial) throws IOException {
        if (size(partial) > file.size()) {
            Files.delete(partial);
        }
        long have = size(partial);
        if (have == file.size() && Files.exists(partial)) {
            return;
        }
        Map<String, String> headers = have == 0 ? Map.of() : Map.of("Range", "bytes=" + have + "-");
        HttpResponse<Path> response =
                requests.get(file.address(), headers, info -> writer(info, partial, have), () -> checkedSize(partial));
        if (response.statusCode() == NO_SUCH_RANGE || !continues(response, have)) {
            Files.deleteIfExists(partial);
            throw new IOException("the server does not go on at byte " + have);
        }
        HubErrors.check(settings, id, file.name(), response);
        if (checkedSize(partial) < file.size()) {
            throw new IOException("only " + size(partial) + " of " + file.size() + " bytes came");
        }
    }

    private BodySubscriber<Path> writer(ResponseInfo info, Path partial, long have) {
        if (info.statusCode() == OK) {
            return BodySubscribers.ofFile(
                    partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        }
        if (info.statusCode() == PARTIAL && range(info.headers(), have)) {
            return BodySubscribers.ofFile(
                    partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        }
        return BodySubscribers.replacing(partial);
    }

    private boolean continues(HttpResponse<Path> response, long have) {
        return response.statusCode() != PARTIAL || range(response.headers(), have);
    }

    private boolean range(HttpHeaders headers, long have) {
        String range = headers.firstValue("Content-Range").orElse("");
        return range.startsWith("bytes " + have + "-") && range.endsWith("/" + file.size());
    }

    private long checkedSize(Path partial) {
        long size = size(partial);
        if (size > file.size()) {
            throw new ModelException("The hub gives more than the " + file.size() + " bytes that it announced for "
                    + file.name() + " of the model " + id + ": try again later");
        }
        return size;
    }

    private static long size(Path path) {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw HubCache.failed(path, e);
        }
    }
}
