-- Candidates that are kept aside until somebody accepts or rejects them; gone with their turn.
CREATE TABLE held (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT NOT NULL UNIQUE,
  scope       INTEGER NOT NULL REFERENCES scopes (seq),
  turn        INTEGER NOT NULL REFERENCES turns (seq) ON DELETE CASCADE,
  span_start  INTEGER NOT NULL,
  span_end    INTEGER NOT NULL,
  code        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  text        TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  topics      TEXT,
  extractor   TEXT NOT NULL,
  said_at     INTEGER NOT NULL,
  valid_from  INTEGER,
  valid_to    INTEGER,
  expires_at  INTEGER,
  categories  TEXT,
  found       TEXT,
  metadata    TEXT
) STRICT;

CREATE INDEX held_by_scope ON held (scope, seq);
CREATE INDEX held_by_turn ON held (turn);

-- 1 if nothing drawn from the turns becomes a memory before somebody accepts it.
ALTER TABLE pending ADD COLUMN review INTEGER NOT NULL DEFAULT 0;
