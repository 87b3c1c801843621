package dev.cram.corpus.run;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.ColumnNamingStrategy;
import com.jerolba.carpet.FieldMatchingStrategy;
import dev.cram.corpus.CorpusRow;
import dev.cram.model.CramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/** A Parquet file of rows, compressed by Zstandard, which is there whole or not at all. */
final class RowFile {

    private RowFile() {}

    /** Writes rows. */
    static void write(Path file, List<CorpusRow> rows) throws IOException {
        WholeFile.write(file, temporary -> {
            try (CarpetWriter<CorpusRow> writer = new CarpetWriter.Builder<>(
                            new LocalOutputFile(temporary), CorpusRow.class)
                    .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withColumnNamingStrategy(ColumnNamingStrategy.SNAKE_CASE)
                    .build()) {
                writer.write(rows);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    /**
     * Reads rows.
     *
     * @throws CramException if the file is damaged, or holds something else
     */
    static List<CorpusRow> read(Path file) throws IOException {
        try {
            return new CarpetReader<>(new LocalInputFile(file), CorpusRow.class)
                    .withFieldMatchingStrategy(FieldMatchingStrategy.SNAKE_CASE)
                    .toList();
        } catch (RuntimeException e) {
            throw new CramException(
                    file + " does not hold the rows of a corpus run, or is damaged: " + e.getMessage(), e);
        }
    }
}
