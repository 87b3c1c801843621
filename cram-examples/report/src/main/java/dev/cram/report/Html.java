package dev.cram.report;

import java.util.List;
import java.util.stream.IntStream;

/** Text in HTML. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An element with text. */
    static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    /** A table whose first column names the row; columns of numbers stand to the right. */
    static String table(Table table) {
        StringBuilder html = new StringBuilder("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(escape(table.caption()))
                .append("\"><table id=\"table-")
                .append(table.name())
                .append("\">")
                .append(element("caption", table.caption()))
                .append("<thead><tr>");
        List<String> kinds = IntStream.range(0, table.columns().size())
                .mapToObj(column -> isNumbers(table, column) ? " class=\"number\"" : "")
                .toList();
        for (int i = 0; i < kinds.size(); i++) {
            html.append("<th scope=\"col\"" + kinds.get(i) + ">")
                    .append(escape(table.columns().get(i)))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (var row : table.rows()) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                html.append(i == 0 ? "<th scope=\"row\">" : "<td" + kinds.get(i) + ">")
                        .append(cell.isEmpty() ? "<span title=\"no figure\">–</span>" : escape(cell))
                        .append(i == 0 ? "</th>" : "</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static boolean isNumbers(Table table, int column) {
        List<String> cells = table.rows().stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .toList();
        return !cells.isEmpty() && cells.stream().allMatch(cell -> cell.matches("-?[0-9.]+"));
    }
}
