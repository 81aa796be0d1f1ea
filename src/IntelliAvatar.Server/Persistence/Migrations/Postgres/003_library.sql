-- A file on its way to us, or there. received: how much of it is safe; its parts lie side by side in upload_parts.
CREATE TABLE uploads (
    upload_id  text    PRIMARY KEY,
    user_id    text    NOT NULL,
    length     bigint NOT NULL CHECK (length > 0),
    received   bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND length),
    metadata   text    NOT NULL,
    file_name  text,
    file_type  text,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);

CREATE INDEX uploads_by_expiry ON uploads (expires_at);

CREATE TABLE upload_parts (
    upload_id text    NOT NULL,
    start_at  bigint NOT NULL,
    bytes     bigint NOT NULL,
    part_id   text    NOT NULL UNIQUE,
    PRIMARY KEY (upload_id, start_at)
);

-- Base videos that are used again and again. Ids grow with time. content: the SHA-256 of the video.
CREATE TABLE avatars (
    avatar_id  text    PRIMARY KEY,
    user_id    text    NOT NULL,
    name       text    NOT NULL,
    seconds    double precision    NOT NULL,
    content    text    NOT NULL,
    changes    text    NOT NULL,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL
);

CREATE INDEX avatars_by_user ON avatars (user_id, avatar_id);

-- One script for many; each row of it is a job.
CREATE TABLE batches (
    batch_id     text    PRIMARY KEY,
    user_id      text    NOT NULL,
    feature      text    NOT NULL,
    created_at   bigint NOT NULL,
    cancelled_at bigint
);

CREATE TABLE batch_items (
    batch_id   text    NOT NULL,
    number     integer NOT NULL,
    job_id     text    NOT NULL,
    error_code text,
    error      text,
    PRIMARY KEY (batch_id, number)
);
