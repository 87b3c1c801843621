package dev.cram.djl.internal.hub;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model on the hub, written {@code owner/name@revision}, or {@code owner/name:Q4_K_M} for one of several GGUF files, as
 * llama.cpp and Ollama write it, also behind {@code hf.co/}. Immutable, thread-safe.
 *
 * @param repository {@code owner/name}, or {@code name} for the oldest models
 * @param revision a branch, a tag or a commit; {@code main} unless it was named
 * @param choice which GGUF file, by its name or the end of it; empty unless it was named
 */
public record HubId(String repository, String revision, String choice) {

    private static final String MAIN = "main";
    private static final String NAME = "\\w(?:[\\w.-]{0,94}\\w)?";
    private static final String REVISION = "\\w[\\w.+-]*(?:/\\w[\\w.+-]*)*";
    private static final Pattern FORM = Pattern.compile("(?:(?:https://)?(?:hf\\.co|huggingface\\.co)/(?=.*/))?"
            + "((?:" + NAME + "/)?" + NAME + ")(?::(?<choice>" + NAME + "))?(?:@(?<revision>" + REVISION + "))?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /**
     * Reads an id; empty if the text does not have the form of one. The hub's own rules: letters, digits and {@code . _ -}, no
     * {@code --} and no {@code ..} inside a name.
     */
    public static Optional<HubId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || text.contains("..")) {
            return Optional.empty();
        }
        String repository = matcher.group(1);
        String choice = Objects.requireNonNullElse(matcher.group("choice"), "");
        if (repository.contains("--") || repository.endsWith(".git") || isScheme(repository, choice)) {
            return Optional.empty();
        }
        return Optional.of(new HubId(repository, Objects.requireNonNullElse(matcher.group("revision"), MAIN), choice));
    }

    /** Whether a text without owner is rather that of another engine. */
    private static boolean isScheme(String repository, String choice) {
        return !choice.isEmpty() && !repository.contains("/");
    }

    /** Whether it names one of several GGUF files. */
    public boolean isOneFile() {
        return !choice.isEmpty();
    }

    /** Whether the revision is a full commit hash, whose files never change. */
    boolean isPinned() {
        return isCommit(revision);
    }

    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    @Override
    public String toString() {
        String chosen = choice.isEmpty() ? repository : repository + ":" + choice;
        return revision.equals(MAIN) ? chosen : chosen + "@" + revision;
    }
}
