package dev.cram.spark;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import dev.cram.corpus.CorpusRow;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** {@link CorpusRow} as a row of Spark: its components are the columns, in snake case. */
final class RowSchema {

    private static final List<RecordComponent> COMPONENTS = Arrays.asList(CorpusRow.class.getRecordComponents());

    private static final Map<Class<?>, DataType> TYPES = ImmutableMap.of(
            String.class, DataTypes.StringType,
            Boolean.class, DataTypes.BooleanType,
            Integer.class, DataTypes.IntegerType,
            Long.class, DataTypes.LongType,
            Double.class, DataTypes.DoubleType,
            List.class, DataTypes.createArrayType(DataTypes.FloatType, false));

    /** The columns. */
    static final StructType COLUMNS =
            new StructType(COMPONENTS.stream().map(RowSchema::column).toArray(StructField[]::new));

    private static final List<String> NAMES = List.of(COLUMNS.fieldNames());
    private static final Constructor<CorpusRow> CONSTRUCTOR = constructor();

    private RowSchema() {}

    private static Constructor<CorpusRow> constructor() {
        Class<?>[] types = COMPONENTS.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        return invoke(() -> CorpusRow.class.getDeclaredConstructor(types));
    }

    private static StructField column(RecordComponent component) {
        DataType type = TYPES.get(component.getType());
        if (type == null) {
            throw new IllegalStateException(component + " has no type of a column");
        }
        String name = CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, component.getName());
        return DataTypes.createStructField(name, type, !component.getName().equals("id"));
    }

    /** A row of Spark. */
    static Row row(CorpusRow row) {
        return RowFactory.create(COMPONENTS.stream()
                .map(component -> {
                    Object value = invoke(() -> component.getAccessor().invoke(row));
                    return value instanceof List<?> list
                            ? CollectionConverters.asScala(list).toSeq()
                            : value;
                })
                .toArray());
    }

    /** What a row of Spark holds, which has the columns by their names. */
    static CorpusRow read(Row row) {
        @Nullable Object[] values =
                NAMES.stream().map(name -> value(row, row.fieldIndex(name))).toArray();
        return invoke(() -> CONSTRUCTOR.newInstance(values));
    }

    private static @Nullable Object value(Row row, int index) {
        if (row.isNullAt(index)) {
            return null;
        }
        return row.schema().apply(index).dataType() instanceof ArrayType
                ? List.copyOf(row.getList(index))
                : row.get(index);
    }

    /** A call by reflection. */
    private interface Call<T extends @Nullable Object> {

        T invoke() throws ReflectiveOperationException;
    }

    private static <T extends @Nullable Object> T invoke(Call<T> call) {
        try {
            return call.invoke();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
