package dev.cram.memory;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Crams texts into memory vectors of one frozen model, and reads them back. Immutable; as thread-safe as its model.
 *
 * <p>The same texts of a call, seed and settings give the same vectors, bit for bit, under the same version of the library
 * on the same kind of machine, with the same device, {@linkplain dev.cram.model.FrozenModel#threads() number of threads} and precision of
 * the model. Where one of these differs, numbers round differently, and a search may take another course. What a vector is
 * expected to hold is one of the settings: where it is not set, it is what is known of the model on that machine, and {@link
 * CapacityReport.Cost#vectorBits()} tells what that was.
 */
public interface Compressor {

    /**
     * Crams a text: finds vectors from which greedy decoding returns it, and verifies that.
     *
     * @param text a well-formed text of at least one token
     * @return verified vectors with their report
     * @throws InvalidTextException if the text is empty, not well-formed, too long for the model, or does not survive
     *     the tokenizer
     * @throws InexactException if the text could not be made exact; it carries the best vectors
     */
    MemoryVectors compress(String text);

    /**
     * Crams as much of a text as it can: the compression horizon. Every token of it reaches the target margin, if there is
     * one.
     *
     * @param text a text of at least one token, longer than what fits; of one that is longer than the model's positions the
     *     beginning that they hold is taken for the whole
     * @return verified vectors of the longest prefix that was made exact within the budget, with its report, whose stop
     *     reason tells why it is no longer
     * @throws InvalidTextException as for {@link #compress}
     * @throws InexactException if not even one token could be made exact
     * @throws IllegalStateException if the number of vectors is to be found: any prefix fits enough of them
     */
    MemoryVectors compressPrefix(String text);

    /**
     * Crams as much of each text as it can, as {@link #compressPrefix} does, in batches.
     *
     * @param texts the texts; empty gives an empty list
     * @return the vectors of each text's longest prefix, in order
     * @throws InvalidTextException if a text cannot be crammed, before any search
     * @throws InexactException if not even one token of some text could be made exact; it carries the vectors of all texts
     */
    List<MemoryVectors> compressPrefixes(List<String> texts);

    /**
     * Tells how hard a text is, without a search: a forward pass.
     *
     * @param text the text
     * @return its bits, and those that a vector of this model is expected to hold
     * @throws InvalidTextException as for {@link #compress}
     */
    Estimate estimate(String text);

    /**
     * Crams several texts, batched. The same text gives the same vectors up to rounding alone or in a batch. What an engine
     * fails at ends the call without vectors: {@link #compressEach} keeps what was done.
     *
     * @param texts the texts; empty gives an empty list
     * @return verified vectors of each text, in order
     * @throws InvalidTextException if one of the texts cannot be crammed, naming its index; no work is lost, since all
     *     are checked first
     * @throws InexactException if some text could not be made exact; it carries the vectors of all texts that began
     */
    List<MemoryVectors> compressAll(List<String> texts);

    /**
     * Crams any number of texts, batched, and hands over what came of each as soon as it is there. A text that cannot be
     * crammed, or that the engine fails at, is a result with its error; the others go on. The work is done as the stream is
     * read, on the thread that reads it; texts are read some hundred ahead.
     *
     * @param texts the texts
     * @return one result a text, in the order in which they end; the caller closes it. Once the work is cancelled, the
     *     texts that are under way are the last
     */
    Stream<TextResult> compressEach(Iterable<String> texts);

    /**
     * Crams a text as {@link #compress} does, on a thread of its own.
     *
     * @param text the text
     * @return completed with the vectors, or with what {@link #compress} throws; cancelling it ends the work
     */
    CompletableFuture<MemoryVectors> compressAsync(String text);

    /**
     * Crams a text as {@link #compress} does, where an executor runs it.
     *
     * @param text the text
     * @param executor runs the work, which takes one of its threads until it is done
     * @return completed with the vectors, or with what {@link #compress} throws; cancelling it ends the work
     */
    CompletableFuture<MemoryVectors> compressAsync(String text, Executor executor);

    /**
     * Reads a text back, by greedy decoding.
     *
     * @param vectors vectors made for this compressor's model
     * @return the text; for vectors whose {@link MemoryVectors.Origin#exact()} is false, what they decode to
     * @throws ModelMismatchException if the vectors were made for another model or precision, or were exact but decode
     *     to another text here
     */
    String decompress(MemoryVectors vectors);

    /**
     * Reads several texts back, batched, which takes little more time than to read one.
     *
     * @param vectors vectors made for this compressor's model; empty gives an empty list
     * @return the text of each, in order
     * @throws ModelMismatchException as for {@link #decompress}, if it goes for one of them
     */
    List<String> decompressAll(List<? extends MemoryVectors> vectors);

    /**
     * Measures vectors against a text, whatever they were made for.
     *
     * @param vectors vectors of the model's width
     * @param text the text to measure against
     * @return the report, whose stop reason and recipe are null
     * @throws InvalidTextException as for {@link #compress}
     * @throws ModelMismatchException if the vectors were made for another model or precision
     */
    CapacityReport measure(MemoryVectors vectors, String text);
}
