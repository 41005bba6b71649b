/** The recall4j command. */
module dev.recall4j.cli {
    requires dev.recall4j.embedded;
    requires dev.recall4j.wire;
    requires info.picocli;

    exports dev.recall4j.cli;
}
