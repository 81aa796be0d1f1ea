-- The processes of the program on this database: where each runs, and since when. They stay as long as attempts name them.
CREATE TABLE processes (
    instance   TEXT    PRIMARY KEY,
    host       TEXT    NOT NULL,
    process_id INTEGER NOT NULL,
    version    TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
