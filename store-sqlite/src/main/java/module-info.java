/** The journal on SQLite. */
module dev.recall4j.sqlite {
    requires transitive dev.recall4j.api;
    requires com.fasterxml.jackson.databind;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports dev.recall4j.sqlite;
}
