package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A file of a model that is text, read whole. */
final class TextFile {

    /** More bytes than any published configuration has. */
    static final long LARGEST_CONFIG = 4L << 20;

    /** More bytes than any published tokenizer has. */
    static final long LARGEST_TOKENIZER = 256L << 20;

    private TextFile() {}

    static String read(ModelFiles files, String name, long largest) {
        try (BinaryFile file = files.open(name)) {
            if (file.size() > largest) {
                throw new ModelException(file.name() + " is damaged, it has " + file.size()
                        + " bytes, more than any model needs: fetch the file again");
            }
            ByteBuffer content = file.slice(0, (int) file.size());
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException e) {
            throw new ModelException(
                    files.location() + "/" + name + " is damaged, not UTF-8 text: fetch the file again", e);
        }
    }
}
