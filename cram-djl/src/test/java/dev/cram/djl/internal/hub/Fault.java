package dev.cram.djl.internal.hub;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;

/** A way to answer a request. */
interface Fault {

    /** The right answer, which honors ranges. */
    Fault NONE = (exchange, content) -> send(exchange, content, from(exchange), Integer.MAX_VALUE);

    /** The whole content, whatever range was asked for. */
    Fault IGNORES_RANGE = (exchange, content) -> send(exchange, content, -1, Integer.MAX_VALUE);

    void answer(HttpExchange exchange, byte[] content) throws IOException;

    /** The right answer, cut after a number of bytes. */
    static Fault cut(int bytes) {
        return (exchange, content) -> send(exchange, content, from(exchange), bytes);
    }

    /** The answer for other contents. */
    static Fault content(byte[] other) {
        return (exchange, content) -> send(exchange, other, from(exchange), Integer.MAX_VALUE);
    }

    /** An answer without content. */
    static Fault status(int status, String... headers) {
        return (exchange, content) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** The right answer, late. */
    static Fault slow(long millis) {
        return (exchange, content) -> {
            pause(millis);
            NONE.answer(exchange, content);
        };
    }

    /** Begins and falls silent. */
    static Fault silent(int bytes, long millis) {
        return (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, bytes);
            exchange.getResponseBody().flush();
            pause(millis);
        };
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? -1 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    }

    private static void send(HttpExchange exchange, byte[] content, int from, int cut) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        byte[] body = Arrays.copyOfRange(content, Math.max(from, 0), content.length);
        if (from >= 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from >= 0 ? 206 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, Math.min(cut, body.length));
        exchange.getResponseBody().flush();
    }
}
