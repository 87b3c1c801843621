package dev.cram.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library, which the build writes. */
public final class Version {

    private Version() {}

    public static String of() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/dev/cram/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
