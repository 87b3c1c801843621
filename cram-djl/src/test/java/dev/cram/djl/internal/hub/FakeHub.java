package dev.cram.djl.internal.hub;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A hub on this machine, with one repository, that answers as the real one does: small files itself, large ones by a
 * redirect to a second server. Faults may be put in the way of single requests.
 */
public final class FakeHub implements AutoCloseable {

    /** The commit that {@code main} is at. */
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final String repository;
    private final Map<String, String> revisions = new TreeMap<>(Map.of("main", COMMIT, COMMIT, COMMIT));
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server = start(this::answer);
    private final HttpServer store = start(this::answerFromStore);

    /** Starts a hub with an empty repository. */
    public FakeHub(String repository) {
        this.repository = repository;
    }

    private HttpServer start(com.sun.net.httpserver.HttpHandler handler) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.setExecutor(threads);
            started.createContext("/", handler);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds or replaces a file; a name ending in {@code .safetensors} or {@code .bin} makes it a large one. */
    public FakeHub file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    FakeHub file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    FakeHub without(String name) {
        files.remove(name);
        return this;
    }

    FakeHub revision(String name, String commit) {
        revisions.put(name, commit);
        revisions.put(commit, commit);
        return this;
    }

    /** Puts faults in the way of requests such as {@code GET model.safetensors}, one each. */
    FakeHub fault(String request, Fault... each) {
        faults.computeIfAbsent(request, key -> new ArrayDeque<>()).addAll(Arrays.asList(each));
        return this;
    }

    void clearFaults() {
        faults.clear();
    }

    byte[] content(String name) {
        return java.util.Objects.requireNonNull(files.get(name), name);
    }

    /** What was asked so far. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was asked so far, such as {@code GET model.safetensors}. */
    List<String> asked() {
        return requests.stream().map(Request::what).toList();
    }

    void forget() {
        requests.clear();
    }

    /** The address for {@code HF_ENDPOINT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int storePort() {
        return store.getAddress().getPort();
    }

    static boolean isLarge(String name) {
        return name.endsWith(".safetensors") || name.endsWith(".bin");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String api = "/api/models/" + repository + "/revision/";
        if (path.startsWith(api)) {
            String revision = java.net.URLDecoder.decode(path.substring(api.length()), StandardCharsets.UTF_8);
            respond(exchange, "LIST " + revision, () -> list(exchange, revision));
        } else if (path.matches("/" + repository + "/resolve/[0-9a-f]{40}/.+")) {
            String name = path.replaceFirst(".*/resolve/[0-9a-f]{40}/", "");
            String at = isLarge(name) ? "HUB " : "";
            respond(exchange, at + exchange.getRequestMethod() + " " + name, () -> resolve(exchange, name));
        } else {
            respond(
                    exchange,
                    "OTHER " + path,
                    () -> Fault.status(404, "X-Error-Code", "RepoNotFound").answer(exchange, new byte[0]));
        }
    }

    private void answerFromStore(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        respond(exchange, exchange.getRequestMethod() + " " + name, () -> Fault.NONE.answer(exchange, content(name)));
    }

    private void list(HttpExchange exchange, String revision) throws IOException {
        if (!revisions.containsKey(revision)) {
            Fault.status(404, "X-Error-Code", "RevisionNotFound").answer(exchange, new byte[0]);
            return;
        }
        JsonArray siblings = new JsonArray();
        files.forEach((name, content) -> {
            JsonObject file = new JsonObject();
            file.addProperty("rfilename", name);
            file.addProperty("size", content.length);
            siblings.add(file);
        });
        JsonObject answer = new JsonObject();
        answer.addProperty("id", repository);
        answer.addProperty("sha", revisions.get(revision));
        answer.add("siblings", siblings);
        Fault.NONE.answer(exchange, answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void resolve(HttpExchange exchange, String name) throws IOException {
        if (!files.containsKey(name)) {
            Fault.status(404, "X-Error-Code", "EntryNotFound").answer(exchange, new byte[0]);
            return;
        }
        byte[] content = content(name);
        String commit = exchange.getRequestURI().getPath().replaceFirst(".*/resolve/([^/]+)/.*", "$1");
        exchange.getResponseHeaders().add("X-Repo-Commit", commit);
        if (isLarge(name)) {
            exchange.getResponseHeaders().add("X-Linked-Etag", "\"" + Hashes.sha256(content) + "\"");
            exchange.getResponseHeaders().add("X-Linked-Size", String.valueOf(content.length));
            Fault.status(302, "Location", "http://localhost:" + storePort() + "/store/" + name)
                    .answer(exchange, content);
        } else {
            exchange.getResponseHeaders().add("ETag", "\"" + Hashes.git(content) + "\"");
            Fault.NONE.answer(exchange, content);
        }
    }

    private void respond(HttpExchange exchange, String what, Answer answer) throws IOException {
        var headers = exchange.getRequestHeaders();
        requests.add(new Request(
                what,
                exchange.getLocalAddress().getPort(),
                String.valueOf(headers.getFirst("Authorization")),
                String.valueOf(headers.getFirst("Range"))));
        Deque<Fault> waiting = faults.getOrDefault(what, new ArrayDeque<>());
        Fault fault;
        synchronized (waiting) {
            fault = waiting.poll();
        }
        try (exchange) {
            if (fault == null) {
                answer.give();
            } else {
                fault.answer(exchange, files.getOrDefault(what.substring(what.lastIndexOf(' ') + 1), new byte[0]));
            }
        }
    }

    /** The same fault, many times. */
    static Fault[] often(Fault fault) {
        return Collections.nCopies(50, fault).toArray(new Fault[0]);
    }

    @Override
    public void close() {
        server.stop(0);
        store.stop(0);
        threads.shutdownNow();
    }

    /** A request as it arrived; absent headers are {@code null} as a text. */
    record Request(String what, int port, String authorization, String range) {}

    private interface Answer {
        void give() throws IOException;
    }
}
