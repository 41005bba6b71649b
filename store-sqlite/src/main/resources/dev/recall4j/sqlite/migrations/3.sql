-- The number of a turn among those of its scope, in the order they were heard: neighbours differ by one.

ALTER TABLE turns ADD COLUMN place INTEGER NOT NULL DEFAULT 0;

UPDATE turns SET place = numbered.place
  FROM (SELECT seq, row_number() OVER (PARTITION BY scope ORDER BY seq) AS place FROM turns) AS numbered
  WHERE turns.seq = numbered.seq;

DROP INDEX turns_by_scope;
CREATE INDEX turns_by_place ON turns (scope, place);
