-- Who wrote what: each opening of the file that writes has a random id, and here stands the position
-- behind which its writes begin. A backup that is opened and written on gets a row that the original
-- does not have.
CREATE TABLE lineages (
  after INTEGER PRIMARY KEY,
  id    TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO lineages (after, id)
  SELECT 0, lower(hex(randomblob(16))) FROM journal WHERE position > 0;
