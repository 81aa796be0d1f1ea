-- One row: which database this is, and since when. Files in storage that are older than born_at are not ours to remove.
CREATE TABLE installation (
    only_row integer PRIMARY KEY CHECK (only_row = 1),
    id       text    NOT NULL,
    born_at  bigint  NOT NULL
);

INSERT INTO installation (only_row, id, born_at)
SELECT 1, replace(gen_random_uuid()::text, '-', ''), COALESCE(min(created_at), now_ms())
FROM (SELECT min(created_at) AS created_at FROM jobs
      UNION ALL SELECT min(created_at) FROM avatars
      UNION ALL SELECT min(created_at) FROM uploads) AS known;
