/** The words of Recall4j as types, and the interfaces that journals, indexes and models implement. */
module dev.recall4j.api {
    requires transitive org.jspecify;

    exports dev.recall4j.model;
    exports dev.recall4j.spi;
}
