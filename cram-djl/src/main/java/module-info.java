/** The engine of cram on DJL and PyTorch: opens models, the built-in one among them. */
module dev.cram.djl {
    requires transitive dev.cram.api;
    requires dev.cram.core;
    requires ai.djl.api;
    requires ai.djl.pytorch_engine;
    requires ai.djl.tokenizers;
    requires com.google.gson;
    requires java.management;
    requires java.net.http;
    requires jdk.management;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.cram.djl;

    provides dev.cram.model.ModelProvider with
            dev.cram.djl.DjlModelProvider;
}
