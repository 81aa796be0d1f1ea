-- The processes of the program on this database: where each runs, and since when. They stay as long as attempts name them.
CREATE TABLE processes (
    instance   text    PRIMARY KEY,
    host       text    NOT NULL,
    process_id integer NOT NULL,
    version    text    NOT NULL,
    role       text    NOT NULL,
    started_at bigint  NOT NULL,
    seen_at    bigint  NOT NULL
);
