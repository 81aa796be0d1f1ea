-- One row: which database this is. Every id of a job, an upload or an avatar carries a mark that only this id makes; a file in
-- storage without it was not made by this database. beat and token are written about every minute, here and then beside the files:
-- where the storage is ahead, this database is a restored copy that does not know the newest files.
CREATE TABLE installation (
    only_row integer PRIMARY KEY CHECK (only_row = 1),
    id       text    NOT NULL,
    born_at  bigint  NOT NULL,
    beat     bigint  NOT NULL DEFAULT 0,
    token    text    NOT NULL DEFAULT '',
    seen_at  bigint  NOT NULL
);

INSERT INTO installation (only_row, id, born_at, seen_at) VALUES (1, replace(gen_random_uuid()::text, '-', ''), now_ms(), now_ms());
