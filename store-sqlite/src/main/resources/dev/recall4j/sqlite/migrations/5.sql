-- What is wished of a language model, as a JSON object; NULL for nothing.
ALTER TABLE pending ADD COLUMN settings TEXT;

-- What memories say something of that can change, as digests. Of memories from before, nobody knows.
CREATE TABLE topics (
  scope  INTEGER NOT NULL REFERENCES scopes (seq),
  topic  TEXT NOT NULL,
  memory INTEGER NOT NULL REFERENCES memories (seq) ON DELETE CASCADE,
  PRIMARY KEY (scope, topic, memory)
) STRICT, WITHOUT ROWID;

CREATE INDEX topics_by_memory ON topics (memory);
