package dev.cram.corpus.run;

import dev.cram.corpus.CorpusRow;

/** Watches a run. */
public interface RunListener {

    /** The run begins with so many documents. */
    void onStarted(long documents);

    /**
     * A row is there.
     *
     * @param row the row
     * @param before whether it was there before this run went on
     */
    void onRow(CorpusRow row, boolean before);
}
