package dev.cram.djl.internal.hub;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the hub and its cache are, by the environment variables that Python's tools obey. An empty variable counts as
 * unset.
 *
 * @param cache {@code HF_HUB_CACHE}, else {@code HF_HOME/hub}, else {@code XDG_CACHE_HOME/huggingface/hub}, else {@code
 *     ~/.cache/huggingface/hub}
 * @param endpoint {@code HF_ENDPOINT}, without a slash at its end
 * @param token {@code HF_TOKEN}, else the contents of the file {@code HF_TOKEN_PATH}, by default {@code HF_HOME/token}
 * @param offline whether {@code HF_HUB_OFFLINE} or {@code TRANSFORMERS_OFFLINE} forbids all requests
 * @param symlinks whether snapshots may link to blobs; {@code HF_HUB_DISABLE_SYMLINKS} makes them copies
 */
record HubSettings(Path cache, URI endpoint, Optional<String> token, boolean offline, boolean symlinks) {

    private static final String ENDPOINT = "https://huggingface.co";

    static HubSettings of(Map<String, String> environment) {
        EnvironmentVariables variables = new EnvironmentVariables(environment);
        Path home = variables
                .path("HF_HOME")
                .orElseGet(() -> variables
                        .path("XDG_CACHE_HOME")
                        .orElseGet(() -> EnvironmentVariables.userHome().resolve(".cache"))
                        .resolve("huggingface"));
        boolean offline = variables.isTrue("HF_HUB_OFFLINE") || variables.isTrue("TRANSFORMERS_OFFLINE");
        return new HubSettings(
                variables.path("HF_HUB_CACHE").orElseGet(() -> home.resolve("hub")),
                endpoint(variables.get("HF_ENDPOINT").orElse(ENDPOINT)),
                offline ? Optional.empty() : token(variables, home),
                offline,
                !variables.isTrue("HF_HUB_DISABLE_SYMLINKS"));
    }

    /** Whether an address is the hub's own, so that the token may travel there. */
    boolean isHub(URI address) {
        return endpoint.getScheme().equalsIgnoreCase(address.getScheme())
                && endpoint.getHost().equalsIgnoreCase(address.getHost())
                && port(endpoint) == port(address);
    }

    private static int port(URI address) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        return address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    }

    private static URI endpoint(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
                return uri;
            }
            throw new URISyntaxException(text, "no http or https address");
        } catch (URISyntaxException e) {
            throw new ModelException(
                    "HF_ENDPOINT must be the address of a hub, such as " + ENDPOINT + ", but is '" + text + "'", e);
        }
    }

    private static Optional<String> token(EnvironmentVariables variables, Path home) {
        Path file = variables.path("HF_TOKEN_PATH").orElseGet(() -> home.resolve("token"));
        String token = variables.get("HF_TOKEN").orElseGet(() -> read(file)).strip();
        if (!token.matches("[!-~]*")) {
            throw new ModelException("The hub's token, HF_TOKEN or the contents of " + file
                    + ", must be one word of ASCII characters: copy it again");
        }
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new ModelException(
                    "Cannot read the hub's token from " + file + " (" + e + "): set HF_TOKEN, or HF_TOKEN_PATH", e);
        }
    }
}
