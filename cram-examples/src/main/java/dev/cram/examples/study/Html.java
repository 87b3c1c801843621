package dev.cram.examples.study;

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

    /** A table whose first columns name the row; numbers stand to the right. */
    static String table(Table table) {
        StringBuilder html = new StringBuilder("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(escape(table.caption()))
                .append("\"><table id=\"table-")
                .append(table.name())
                .append("\">")
                .append(element("caption", table.caption()))
                .append("<thead><tr>");
        table.columns()
                .forEach(column ->
                        html.append("<th scope=\"col\">").append(escape(column)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (var row : table.rows()) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                String kind = cell.matches("-?[0-9.]+") ? " class=\"number\"" : "";
                html.append(i == 0 ? "<th scope=\"row\">" : "<td" + kind + ">")
                        .append(cell.isEmpty() ? "<span title=\"no figure\">–</span>" : escape(cell))
                        .append(i == 0 ? "</th>" : "</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>\n").toString();
    }
}
