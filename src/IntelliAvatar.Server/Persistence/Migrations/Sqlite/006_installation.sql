-- One row: which database this is. Every id of a job, an upload or an avatar carries a mark that only this id makes; a file in
-- storage without it was not made by this database. beat and token are written about every minute, here and then beside the files:
-- where the storage is ahead, this database is a restored copy that does not know the newest files.
CREATE TABLE installation (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    id       TEXT    NOT NULL,
    born_at  INTEGER NOT NULL,
    beat     INTEGER NOT NULL DEFAULT 0,
    token    TEXT    NOT NULL DEFAULT '',
    seen_at  INTEGER NOT NULL
) STRICT;

INSERT INTO installation (only_row, id, born_at, seen_at) VALUES (1, lower(hex(randomblob(16))), now_ms(), now_ms());
