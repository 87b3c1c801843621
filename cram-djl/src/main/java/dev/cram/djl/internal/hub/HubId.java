package dev.cram.djl.internal.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model on the hub, written {@code owner/name@revision}. Immutable, thread-safe.
 *
 * @param repository {@code owner/name}, or {@code name} for the oldest models
 * @param revision a branch, a tag or a commit; {@code main} unless it was named
 */
public record HubId(String repository, String revision) {

    private static final String MAIN = "main";
    private static final String NAME = "\\w(?:[\\w.-]{0,94}\\w)?";
    private static final String REVISION = "\\w[\\w.+-]*(?:/\\w[\\w.+-]*)*";
    private static final Pattern FORM = Pattern.compile("((?:" + NAME + "/)?" + NAME + ")(?:@(" + REVISION + "))?");
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
        if (repository.contains("--") || repository.endsWith(".git")) {
            return Optional.empty();
        }
        return Optional.of(new HubId(repository, matcher.group(2) == null ? MAIN : matcher.group(2)));
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
        return revision.equals(MAIN) ? repository : repository + "@" + revision;
    }
}
