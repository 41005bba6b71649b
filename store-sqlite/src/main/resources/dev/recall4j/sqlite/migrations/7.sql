-- How often a memory was recalled. What was asked is not kept.
CREATE TABLE recall_counts (
  memory   INTEGER PRIMARY KEY REFERENCES memories (seq) ON DELETE CASCADE,
  times    INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at  INTEGER NOT NULL
) STRICT;

-- The latest times it was, numbered.
CREATE TABLE recalls (
  memory INTEGER NOT NULL REFERENCES memories (seq) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  -- which ids of the memory's scope were asked about: 1 user, 2 agent, 4 app, 8 run
  asked  INTEGER NOT NULL,
  use    TEXT NOT NULL,
  rank   INTEGER NOT NULL,
  score  REAL NOT NULL,
  PRIMARY KEY (memory, number)
) STRICT, WITHOUT ROWID;
