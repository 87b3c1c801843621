/** The fluent entry of cram, its optimisation loop, optimizers, capacity measures and file format. */
module dev.cram.core {
    requires transitive dev.cram.api;
    requires com.google.common;
    requires com.google.gson;
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports dev.cram;
    exports dev.cram.file;
    exports dev.cram.measure;
    exports dev.cram.optim;
    exports dev.cram.recipe;
    exports dev.cram.study;
    exports dev.cram.study.coder;
    exports dev.cram.study.measurement;
    exports dev.cram.study.observation;
    exports dev.cram.study.text;

    opens dev.cram.file to
            com.google.gson;
    opens dev.cram.study to
            com.google.gson;
    opens dev.cram.study.observation to
            com.google.gson;

    uses dev.cram.model.ModelProvider;
}
