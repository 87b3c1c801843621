package dev.cram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code cram study} in headless Chromium; run by the profile {@code browser}, which needs it installed. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudyPageBrowserTest {

    /** Moves through the tokens by the keyboard and changes the shading, then says what the page shows. */
    private static final String VISITOR = """
            <script>
            function press(key) {
              document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: key, bubbles: true}));
            }
            var tokens = document.getElementById("token-list").children;
            var seen = document.documentElement.dataset;
            tokens[0].focus();
            press("ArrowRight");
            seen.second = document.getElementById("token-values").textContent;
            press("End");
            seen.last = document.activeElement === tokens[tokens.length - 1];
            seen.stops = document.querySelectorAll("#token-list [tabindex='0']").length;
            seen.selected = document.querySelectorAll("#token-list [aria-selected='true']").length;
            document.querySelector("input[value=margin]").click();
            seen.shade = tokens[0].style.background;
            var choice = document.getElementById("token-text");
            choice.value = choice.options.length - 1;
            choice.dispatchEvent(new Event("change"));
            seen.tokens = tokens.length;
            seen.unlabelled = document.querySelectorAll("svg:not([aria-label]), table:not(:has(caption))").length;
            seen.ids = document.querySelectorAll("[id]").length
              - new Set(Array.from(document.querySelectorAll("[id]"), function (e) { return e.id; })).size;
            </script></body>""";

    @TempDir
    static Path folder;

    private String page = "";

    @BeforeAll
    void study() throws IOException {
        Cli.Result result = Cli.study("elman", folder);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.code()).isZero();
        page = Files.readString(folder.resolve("index.html"));
    }

    @Test
    void page_opened_runsWithoutErrorsAndShowsEveryPart() throws Exception {
        Dom dom = open(page.replace("</body>", VISITOR));

        assertThat(dom.console()).isEmpty();
        assertThat(dom.seen("ready")).isEqualTo("true");
        assertThat(dom.html()).doesNotContain("data-error");
        assertThat(dom.count("<svg ")).isGreaterThanOrEqualTo(8);
        assertThat(dom.count("<table ")).isGreaterThanOrEqualTo(12 + 4);
        assertThat(dom.seen("unlabelled")).isEqualTo("0");
        assertThat(dom.seen("ids")).isEqualTo("0");
    }

    @Test
    void tokens_movedThroughByKeyboard_giveTheirValues() throws Exception {
        Dom dom = open(page.replace("</body>", VISITOR));

        assertThat(dom.seen("second")).matches("Token 2 of 2, .*: [0-9.]+ bits before, [0-9.]+ bits after, margin .*");
        assertThat(dom.seen("last")).isEqualTo("true");
        assertThat(dom.seen("stops")).isEqualTo("1");
        assertThat(dom.seen("selected")).isEqualTo("1");
        assertThat(dom.seen("shade")).startsWith("rgba(var(--heat)");
        assertThat(dom.seen("tokens")).isEqualTo("12");
    }

    @Test
    void page_onAPhone_doesNotScrollSideways() throws Exception {
        String frame = "<!doctype html><body><iframe id=\"phone\" style=\"width:390px;height:844px\" srcdoc=\""
                + page.replace("&", "&amp;").replace("\"", "&quot;")
                + "\"></iframe><script>document.getElementById('phone').onload = function () {"
                + "document.documentElement.dataset.width = this.contentDocument.documentElement.scrollWidth; };"
                + "</script></body>";

        assertThat(Integer.parseInt(open(frame).seen("width"))).isLessThanOrEqualTo(390);
    }

    private record Dom(String html, List<String> console) {

        String seen(String name) {
            return Pattern.compile("data-" + name + "=\"([^\"]*)\"")
                    .matcher(html)
                    .results()
                    .map(result -> result.group(1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no data-" + name + " in " + html));
        }

        long count(String text) {
            return Pattern.compile(Pattern.quote(text))
                    .matcher(html)
                    .results()
                    .map(MatchResult::group)
                    .count();
        }
    }

    private Dom open(String html) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile(folder, "page", ".html"), html);
        Path out = Files.createTempFile(folder, "dom", ".html");
        Path err = Files.createTempFile(folder, "console", ".txt");
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=5000",
                "--dump-dom",
                file.toUri().toString()));
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(browser.waitFor(2, TimeUnit.MINUTES)).as("Chromium ends").isTrue();
        List<String> console = Files.readAllLines(err).stream()
                .filter(line -> line.contains("CONSOLE"))
                .toList();
        return new Dom(Files.readString(out), console);
    }
}
