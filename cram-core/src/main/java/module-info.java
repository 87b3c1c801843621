/** The fluent entry of cram, its optimisation loop, optimizers, capacity measures and file format. */
module dev.cram.core {
    requires transitive dev.cram.api;
    requires com.google.common;
    requires com.google.gson;
    requires static transitive org.jspecify;

    exports dev.cram;
    exports dev.cram.capacity;
    exports dev.cram.capacity.study;
    exports dev.cram.file;
    exports dev.cram.optim;

    opens dev.cram.capacity.study to
            com.google.gson;
    opens dev.cram.file to
            com.google.gson;

    uses dev.cram.spi.ModelProvider;
}
