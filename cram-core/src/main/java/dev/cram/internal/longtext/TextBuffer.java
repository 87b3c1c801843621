package dev.cram.internal.longtext;

import java.io.IOException;
import java.io.Reader;

/** What comes next of a text that is read once. Holds as many characters as were looked at. */
final class TextBuffer {

    private final Reader reader;
    private final StringBuilder ahead = new StringBuilder();
    private final char[] block = new char[8192];
    private long position;
    private boolean over;

    /** What is left of a text behind so many characters. */
    TextBuffer(Reader reader, long position) {
        this.reader = reader;
        this.position = position;
    }

    /** The next characters: so many, or one less so as not to cut one of two units, or what is left of the text. */
    String ahead(int length) throws IOException {
        while (ahead.length() <= length && !over) {
            int read = reader.read(block);
            if (read < 0) {
                over = true;
            } else {
                ahead.append(block, 0, read);
            }
        }
        if (ahead.length() <= length) {
            return ahead.toString();
        }
        boolean cut = Character.isHighSurrogate(ahead.charAt(length - 1));
        return ahead.substring(0, cut ? length - 1 : length);
    }

    /** Whether what was looked at last is all that is left. */
    boolean isRest(String looked) {
        return over && looked.length() == ahead.length();
    }

    /** Goes on behind so many characters, which were looked at. */
    void skip(int characters) {
        ahead.delete(0, characters);
        position += characters;
    }

    /** Characters that were gone behind. */
    long position() {
        return position;
    }
}
