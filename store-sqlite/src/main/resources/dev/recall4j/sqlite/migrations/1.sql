-- Times are milliseconds since 1970 in UTC. A scope's id that is not said is '', which no id can be.
-- A sequence number is never used twice, so what refers to an erased row can never mean another one.

CREATE TABLE journal (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER NOT NULL,
  embedder TEXT,
  dimension INTEGER,
  -- 1 while erased bytes may still lie in unused parts of the file
  scrub    INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO journal (one, position) VALUES (1, 0);

CREATE TABLE scopes (
  seq      INTEGER PRIMARY KEY,
  tenant   TEXT NOT NULL,
  user_id  TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  app_id   TEXT NOT NULL,
  run_id   TEXT NOT NULL,
  version  INTEGER NOT NULL DEFAULT 0,
  UNIQUE (tenant, user_id, agent_id, app_id, run_id)
) STRICT;

CREATE INDEX scopes_by_agent ON scopes (tenant, agent_id) WHERE agent_id <> '';
CREATE INDEX scopes_by_app ON scopes (tenant, app_id) WHERE app_id <> '';
CREATE INDEX scopes_by_run ON scopes (tenant, run_id) WHERE run_id <> '';

-- Hearings that no decision has settled yet.
CREATE TABLE pending (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  hearing    TEXT NOT NULL UNIQUE,
  scope      INTEGER NOT NULL REFERENCES scopes (seq),
  mode       TEXT NOT NULL,
  metadata   TEXT,
  categories TEXT,
  expires_at INTEGER,
  actor      TEXT NOT NULL
) STRICT;

CREATE TABLE turns (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT NOT NULL UNIQUE,
  scope       INTEGER NOT NULL REFERENCES scopes (seq),
  hearing     TEXT,
  role        TEXT NOT NULL,
  speaker     TEXT,
  text        TEXT NOT NULL,
  said_at     INTEGER NOT NULL,
  zone        TEXT NOT NULL,
  external_id TEXT,
  metadata    TEXT,
  heard_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX turns_by_scope ON turns (scope);
CREATE INDEX turns_by_hearing ON turns (hearing) WHERE hearing IS NOT NULL;
CREATE UNIQUE INDEX turns_by_external_id ON turns (scope, external_id) WHERE external_id IS NOT NULL;

-- Every decision, those that kept nothing too. No remembered text is in it.
CREATE TABLE decisions (
  seq        INTEGER PRIMARY KEY,
  position   INTEGER NOT NULL,
  scope      INTEGER NOT NULL REFERENCES scopes (seq),
  hearing    TEXT,
  kind       TEXT NOT NULL,
  memory     TEXT,
  older      TEXT,
  turn       TEXT,
  span_start INTEGER,
  span_end   INTEGER,
  code       TEXT,
  reason     TEXT NOT NULL,
  actor      TEXT NOT NULL,
  at         INTEGER NOT NULL
) STRICT;

CREATE TABLE memories (
  seq           INTEGER PRIMARY KEY AUTOINCREMENT,
  id            TEXT NOT NULL UNIQUE,
  scope         INTEGER NOT NULL REFERENCES scopes (seq),
  text          TEXT NOT NULL,
  fingerprint   TEXT NOT NULL,
  status        TEXT NOT NULL,
  extractor     TEXT NOT NULL,
  occurrences   INTEGER NOT NULL,
  said_at       INTEGER NOT NULL,
  last_said_at  INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  valid_from    INTEGER,
  valid_to      INTEGER,
  superseded_by TEXT,
  expires_at    INTEGER,
  categories    TEXT,
  -- those of the categories that the extractor found
  found         TEXT,
  -- who gave the text in an update
  editor        TEXT,
  metadata      TEXT,
  revision      INTEGER NOT NULL
) STRICT;

CREATE INDEX memories_by_scope ON memories (scope, created_at, id);
CREATE INDEX memories_by_revision ON memories (revision);
CREATE INDEX memories_by_successor ON memories (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE UNIQUE INDEX memories_by_fingerprint ON memories (scope, fingerprint) WHERE status = 'ACTIVE';

CREATE TABLE vectors (
  memory INTEGER PRIMARY KEY REFERENCES memories (seq) ON DELETE CASCADE,
  -- float32, little-endian
  vector BLOB NOT NULL
) STRICT;

CREATE TABLE evidence (
  memory     INTEGER NOT NULL REFERENCES memories (seq) ON DELETE CASCADE,
  said_at    INTEGER NOT NULL,
  turn       INTEGER NOT NULL REFERENCES turns (seq) ON DELETE CASCADE,
  span_start INTEGER NOT NULL,
  span_end   INTEGER NOT NULL,
  PRIMARY KEY (memory, said_at, turn, span_start, span_end)
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_by_turn ON evidence (turn);

-- Outlives the memory, so it refers to none.
CREATE TABLE history (
  seq      INTEGER PRIMARY KEY,
  memory   INTEGER NOT NULL,
  event    TEXT NOT NULL,
  old_text TEXT,
  new_text TEXT,
  actor    TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

CREATE INDEX history_by_memory ON history (memory);

CREATE TABLE tombstones (
  memory    INTEGER PRIMARY KEY,
  id        TEXT NOT NULL,
  tenant    TEXT NOT NULL,
  erased_at INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  UNIQUE (tenant, id)
) STRICT;

CREATE INDEX tombstones_by_position ON tombstones (position);

CREATE TABLE erased_turns (
  tenant TEXT NOT NULL,
  id     TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
