package dev.cram.djl.internal.hub;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.model.ModelException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the hub says of a revision.
 *
 * @param commit the commit that the revision names
 * @param sizes the names of its files and their sizes in bytes, -1 where the hub does not say
 */
record RevisionListing(String commit, Map<String, Long> sizes) {

    static RevisionListing parse(String source, String json) {
        try {
            JsonObject model = JsonParser.parseString(json).getAsJsonObject();
            Map<String, Long> sizes = new TreeMap<>();
            for (JsonElement sibling : model.getAsJsonArray("siblings")) {
                JsonObject file = sibling.getAsJsonObject();
                JsonElement size = file.get("size");
                sizes.put(
                        file.get("rfilename").getAsString(), size == null || size.isJsonNull() ? -1 : size.getAsLong());
            }
            String commit = model.get("sha").getAsString();
            if (HubId.isCommit(commit)) {
                return new RevisionListing(commit, sizes);
            }
            throw new IllegalStateException("its sha is '" + commit + "'");
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | ClassCastException
                | NumberFormatException
                | NullPointerException e) {
            throw new ModelException(source + " does not answer as a hub does: check HF_ENDPOINT and proxies", e);
        }
    }
}
