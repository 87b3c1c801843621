package dev.cram.corpus.text;

import dev.cram.model.CramException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Documents that are rows of a Parquet file, of which only the columns of the text and its name are read. */
final class ParquetTextReader extends DocumentReader {

    private final Fields fields;
    private final boolean named;
    private final ParquetReader<Group> rows;
    private long number;

    private ParquetTextReader(Path file, String name, Fields fields, boolean named, ParquetReader<Group> rows) {
        super(file, name, rows);
        this.fields = fields;
        this.named = named;
        this.rows = rows;
    }

    static ParquetTextReader open(Path file, String name, Fields fields) throws IOException {
        InputFile input = new LocalInputFile(file);
        MessageType all = schema(input, file);
        boolean named =
                all.containsField(fields.id()) && all.getType(fields.id()).isPrimitive();
        ParquetConfiguration read = new PlainParquetConfiguration();
        read.set(
                ReadSupport.PARQUET_READ_SCHEMA,
                columns(file, all, fields, named).toString());
        ParquetReader<Group> rows = new ParquetReader.Builder<Group>(input, read) {
            @Override
            protected ReadSupport<Group> getReadSupport() {
                return new GroupReadSupport();
            }
        }.build();
        return new ParquetTextReader(file, name, fields, named, rows);
    }

    private static MessageType schema(InputFile input, Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(input)) {
            return reader.getFooter().getFileMetaData().getSchema();
        } catch (RuntimeException e) {
            throw new CramException(file + " is no Parquet file, or damaged: " + e.getMessage(), e);
        }
    }

    private static MessageType columns(Path file, MessageType all, Fields fields, boolean named) {
        if (!all.containsField(fields.text()) || !isText(all.getType(fields.text()))) {
            throw new CramException(file + " must have one column of strings of the name '" + fields.text()
                    + "', but its columns are '"
                    + String.join(
                            "', '", all.getFields().stream().map(Type::getName).toList())
                    + "': name the column of the texts");
        }
        List<Type> wanted = new ArrayList<>(List.of(all.getType(fields.text())));
        if (named && !fields.id().equals(fields.text())) {
            wanted.add(all.getType(fields.id()));
        }
        return new MessageType(all.getName(), wanted);
    }

    private static boolean isText(Type type) {
        return type.isPrimitive()
                && !type.isRepetition(Type.Repetition.REPEATED)
                && LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation());
    }

    @Override
    @Nullable Document read() throws IOException {
        Group row;
        try {
            row = rows.read();
        } catch (RuntimeException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
        if (row == null) {
            return null;
        }
        number++;
        String id = named && has(row, fields.id()) ? row.getValueToString(index(row, fields.id()), 0) : id(number);
        return has(row, fields.text())
                ? Document.of(id, row.getString(fields.text(), 0))
                : Document.failed(
                        id, file() + ", row " + number + " has no '" + fields.text() + "': fill it, or leave it out");
    }

    private static boolean has(Group row, String field) {
        return row.getFieldRepetitionCount(field) == 1;
    }

    private static int index(Group row, String field) {
        return row.getType().getFieldIndex(field);
    }
}
