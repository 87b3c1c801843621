package dev.cram.spark;

import dev.cram.corpus.CorpusWorker;
import dev.cram.recipe.CramSettings;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The job for {@code spark-submit}: {@code cram IN OUT}, or {@code verify IN}. */
@Command(
        name = "cram-spark",
        mixinStandardHelpOptions = true,
        subcommands = {CramJob.CramTexts.class, CramJob.VerifyRows.class},
        description = "Crams a column of texts into rows of vectors, or verifies such rows.")
public final class CramJob {

    private CramJob() {}

    /**
     * Runs the job; what goes wrong ends it with an exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        int code = new CommandLine(new CramJob()).execute(args);
        if (code != 0) {
            // An exception, since Spark runs the main method in a JVM of its own making.
            throw new IllegalStateException("the job ended with exit code " + code);
        }
    }

    /** What both need. */
    private abstract static class Job implements Callable<Integer> {

        @Option(names = "--model", description = "What executors open (default: ${DEFAULT-VALUE}).")
        String model = "pocket";

        @Option(names = "--chunk", description = "Texts at a time (default: ${DEFAULT-VALUE}).")
        int chunk = CorpusWorker.CHUNK;

        @Option(
                names = "--partitions",
                description = "Parts that the rows are dealt into, one a task (default: as they are read).")
        private int partitions;

        @Parameters(
                index = "0",
                description = "What to read: Parquet, or JSON lines if its name ends in .jsonl or .json.")
        String in = "";

        CramTransformer transformer() {
            return CramTransformer.of(model).chunk(chunk);
        }

        static SparkSession session() {
            return SparkSession.builder().appName("cram").getOrCreate();
        }

        Dataset<Row> read(SparkSession session) {
            Dataset<Row> rows = in.matches(".*\\.jsonl?(\\.\\w+)?")
                    ? session.read().json(in)
                    : session.read().parquet(in);
            return partitions == 0 ? rows : rows.repartition(partitions);
        }
    }

    @Command(name = "cram", mixinStandardHelpOptions = true, description = "Crams a column of texts into Parquet.")
    static final class CramTexts extends Job {

        @Option(names = "--text", description = "The column of the texts (default: ${DEFAULT-VALUE}).")
        private String text = "text";

        @Option(names = "--id", description = "The column of what texts are called (default: ${DEFAULT-VALUE}).")
        private String id = "id";

        @Option(names = "--vectors", description = "Vectors a text (default: ${DEFAULT-VALUE}).")
        private int vectors = 1;

        @Option(names = "--seed", description = "Where all random numbers come from (default: ${DEFAULT-VALUE}).")
        private long seed;

        @Parameters(index = "1", description = "The folder to write; it must not be there.")
        private String out = "";

        @Override
        public Integer call() {
            SparkSession session = session();
            CramSettings settings = CramSettings.defaults().vectors(vectors).seed(seed);
            transformer()
                    .settings(settings)
                    .cram(read(session), id, text)
                    .write()
                    .mode(SaveMode.ErrorIfExists)
                    .parquet(out);
            Dataset<Row> rows = session.read().parquet(out);
            System.out.println(
                    out + ": " + rows.count() + " rows, " + rows.filter("exact").count() + " of them exact");
            return 0;
        }
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Decodes rows, and compares.")
    static final class VerifyRows extends Job {

        @Override
        public Integer call() {
            Dataset<Row> verified = transformer().verify(read(session())).cache();
            long rows = verified.count();
            long returned = verified.filter("returned").count();
            verified.filter("not returned").show(20, false);
            System.out.println(in + ": " + rows + " rows, of which " + returned + " return their text");
            return rows == returned ? 0 : 2;
        }
    }
}
