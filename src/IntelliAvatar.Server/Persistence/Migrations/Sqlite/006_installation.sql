-- One row: which database this is, and since when. Files in storage that are older than born_at are not ours to remove.
CREATE TABLE installation (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    id       TEXT    NOT NULL,
    born_at  INTEGER NOT NULL
) STRICT;

INSERT INTO installation (only_row, id, born_at)
SELECT 1, lower(hex(randomblob(16))), COALESCE(min(created_at), now_ms())
FROM (SELECT min(created_at) AS created_at FROM jobs
      UNION ALL SELECT min(created_at) FROM avatars
      UNION ALL SELECT min(created_at) FROM uploads) AS known;
