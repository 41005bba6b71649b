-- 1 if the turn gave no memory and may be shown as it was said. Of turns from before, nobody knows whether they
-- belong to a hearing that expires.
ALTER TABLE turns ADD COLUMN raw INTEGER NOT NULL DEFAULT 0;

CREATE INDEX raw_turns ON turns (scope, place) WHERE raw = 1;
