/** The recall4j command. */
module dev.recall4j.cli {
    requires dev.recall4j.embedded;
    requires dev.recall4j.langchain4j;
    requires dev.recall4j.local;
    requires dev.recall4j.quality;
    requires dev.recall4j.wire;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires java.logging;
    requires me.tongfei.progressbar;

    exports dev.recall4j.cli;
    opens dev.recall4j.cli to
            info.picocli,
            com.fasterxml.jackson.databind;
}
