-- A file on its way to us, or there. received: how much of it is safe; its parts lie side by side in upload_parts.
CREATE TABLE uploads (
    upload_id  TEXT    PRIMARY KEY,
    user_id    TEXT    NOT NULL,
    length     INTEGER NOT NULL CHECK (length > 0),
    received   INTEGER NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND length),
    metadata   TEXT    NOT NULL,
    file_name  TEXT,
    file_type  TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX uploads_by_expiry ON uploads (expires_at);

CREATE TABLE upload_parts (
    upload_id TEXT    NOT NULL,
    start_at  INTEGER NOT NULL,
    bytes     INTEGER NOT NULL,
    part_id   TEXT    NOT NULL UNIQUE,
    PRIMARY KEY (upload_id, start_at)
) STRICT, WITHOUT ROWID;

-- Base videos that are used again and again. Ids grow with time. content: the SHA-256 of the video.
CREATE TABLE avatars (
    avatar_id  TEXT    PRIMARY KEY,
    user_id    TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    seconds    REAL    NOT NULL,
    content    TEXT    NOT NULL,
    changes    TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX avatars_by_user ON avatars (user_id, avatar_id);

-- One script for many; each row of it is a job.
CREATE TABLE batches (
    batch_id     TEXT    PRIMARY KEY,
    user_id      TEXT    NOT NULL,
    feature      TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    cancelled_at INTEGER
) STRICT;

CREATE TABLE batch_items (
    batch_id   TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    job_id     TEXT    NOT NULL,
    error_code TEXT,
    error      TEXT,
    PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID;
