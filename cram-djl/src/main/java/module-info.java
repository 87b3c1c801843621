/**
 * The engine of cram on DJL and PyTorch: opens models, the built-in one among them. This is the one module, and its jar the
 * one artifact, that a user names: the core comes with it, though the engine itself uses the API alone.
 */
module dev.cram.djl {
    requires transitive dev.cram.api;
    requires transitive dev.cram.core;
    requires ai.djl.api;
    requires ai.djl.pytorch_engine;
    requires ai.djl.tokenizers;
    requires com.google.gson;
    requires com.google.protobuf;
    requires com.sun.jna;
    requires java.management;
    requires java.net.http;
    requires jdk.management;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports dev.cram.djl;

    opens dev.cram.djl.internal.decoder.torch to
            com.sun.jna;

    provides dev.cram.model.ModelProvider with
            dev.cram.djl.DjlModelProvider;
}
