/** What users of cram hold and what extenders write. Has no dependency at run time. */
module dev.cram.api {
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports dev.cram.memory;
    exports dev.cram.model;
    exports dev.cram.optimizer;
}
