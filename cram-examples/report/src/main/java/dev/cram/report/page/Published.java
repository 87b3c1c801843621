package dev.cram.report.page;

import dev.cram.report.table.Column;
import dev.cram.report.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows that Kuratov et al. published ("Cramming 1568 Tokens into a Single Vector and Back Again", ACL 2025, arXiv
 * 2502.13063), beside which a report puts its own. Their gains are of texts beyond capacity; information gain in nats, over
 * tokens 2 to L.
 */
final class Published {

    private Published() {}

    /** Tables 1 and 3. */
    static Table<List<String>> capacity() {
        return table("published-capacity", "Published: one vector (the paper's Tables 1 and 3)", """
                model|source|decoding capacity (tokens)|token gain beyond|deviation of token gain|gain beyond, tokens 2 to L (nats)|deviation of gain (nats)
                Pythia-160M|PG-19|80|70.9|11.0|396.4|46.0
                Pythia-160M|fan fiction|80|70.9|10.5|378.1|45.9
                Pythia-160M|random words|65|61.3|6.6|500.8|38.9
                Pythia-410M|PG-19|96|81.3|12.0|431.4|51.6
                Pythia-410M|fan fiction|96|81.2||429.8|
                Pythia-410M|random words|72|76.9|8.7|630.4|65.2
                Pythia-1.4B|PG-19|160|158.0|29.1|792.8|143.4
                Pythia-1.4B|fan fiction|192|152.9||776.9|
                Pythia-1.4B|random words|139|144.4|17.5|1108.2|136.2
                Pythia-2.8B|PG-19|128|150.1|50.7|740.3|234.9
                Pythia-2.8B|random words|141|134.5||1026.3|
                OPT-1.3B|PG-19|128|132.2||712.8|
                OPT-1.3B|random words|116|129.3||1068.0|
                OLMo-1B|PG-19|384|406.3|61.7|1901.0|254.5
                OLMo-1B|random words|249|257.3||1852.2|
                Sheared-LLaMA-1.3B|PG-19|512|383.6||1835.1|
                Sheared-LLaMA-1.3B|random words|382|315.1||1893.0|
                Llama-3.2-1B|PG-19|512|426.2|79.2|2119.9|364.8
                Llama-3.2-1B|fan fiction|512|449.6||2213.8|
                Llama-3.2-1B|random words|316|294.9||2265.2|
                Llama-3.2-3B|PG-19|1024|720.3|80.2|3292.2|320.0
                Llama-3.2-3B|fan fiction|1024|734.1||3354.5|
                Llama-3.2-3B|random words|460|456.9||3382.6|
                Llama-3.1-8B|PG-19|1568|1094.1|127.6|4865.7|546.6
                Llama-3.1-8B|fan fiction|1568|1071.8||4768.9|
                Llama-3.1-8B|random words|792|623.2||4541.2|
                Mamba-130M|PG-19|32|65.5|18.1|371.4|
                Mamba-130M|random words|84|62.6||535.7|
                Mamba-370M|PG-19|128|113.0||585.3|
                Mamba-370M|random words|106|94.5||743.2|
                Mamba-790M|PG-19|256|204.2||1011.6|
                Mamba-790M|random words|198|187.0||1421.3|
                Mamba-1.4B|PG-19|512|348.9||1599.5|
                Mamba-1.4B|random words|288|282.7||2062.3|
                """);
    }

    /** Figure 4. */
    static Table<List<String>> vectors() {
        return table("published-vectors", "Published: several vectors (the paper's Figure 4)", """
                model|vectors|decoding capacity (tokens)|token gain beyond|gain beyond, tokens 2 to L (nats)
                Pythia-160M|1|80|70.9|396
                Pythia-160M|2|192|150.3|828
                Pythia-160M|4|384|296.7|1611
                Pythia-160M|8|640|553.8|2947
                Pythia-160M|16|1280|983.2|5162
                Llama-3.2-1B|1|512|426|2120
                Llama-3.2-1B|2|1024|794|3724
                Llama-3.2-1B|4|2048|1439|6766
                Llama-3.2-1B|8|4096|2486|11704
                Llama-3.2-1B|16|7168|4427|20893
                """);
    }

    /** The paper's section on utilization. */
    static Table<List<String>> utilization() {
        return table("published-utilization", "Published: token gain over theoretical capacity", """
                model|capacity (tokens)|utilization, PG-19|utilization, random words
                Pythia-160M|787|.090|.078
                Pythia-410M|1049|.078|.073
                Pythia-1.4B|2098|.075|.069
                Pythia-2.8B|2623|.057|.051
                OPT-1.3B|2098|.063|.062
                OLMo-1B|2098|.194|.123
                Sheared-LLaMA-1.3B|2190|.175|.144
                Llama-3.2-1B|1931|.221|.153
                Llama-3.2-3B|2897|.249|.158
                Llama-3.1-8B|3862|.283|.161
                Mamba-130M|787|.083|.080
                Mamba-370M|1049|.108|.090
                Mamba-790M|1574|.130|.119
                Mamba-1.4B|2098|.166|.135
                """);
    }

    /** Appendix F. */
    static Table<List<String>> coders() {
        return table("published-entropy-coders", "Published: ratio of text to code (the paper's Appendix F)", """
                coder|PG-19|fan fiction|random words
                zlib|2.28|2.34|1.80
                bz2|2.46|2.56|1.94
                lzma|2.28|2.33|1.86
                Huffman|1.81|1.86|1.77
                arithmetic coding with Pythia-160M|6.77|6.73|2.83
                """);
    }

    /** The first line holds the headings. */
    private static Table<List<String>> table(String name, String caption, String lines) {
        List<List<String>> rows =
                lines.lines().map(line -> List.of(line.split("\\|", -1))).toList();
        return new Table<>(
                name,
                caption,
                rows.subList(1, rows.size()),
                IntStream.range(0, rows.get(0).size())
                        .mapToObj(i -> new Column<List<String>>(rows.get(0).get(i), "", row -> row.get(i)))
                        .toList());
    }
}
