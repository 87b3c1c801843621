package dev.cram.corpus.text;

/**
 * What texts and their names are called in rows: the fields of JSON lines, the columns of CSV and Parquet.
 *
 * @param text the field of the text; every row has it
 * @param id the field of the text's name, which rows need not have
 */
public record Fields(String text, String id) {

    /** {@code text} and {@code id}. */
    public static final Fields DEFAULT = new Fields("text", "id");
}
