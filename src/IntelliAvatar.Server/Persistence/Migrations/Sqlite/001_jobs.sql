-- Times are milliseconds since 1970, UTC. status, attempt and owner together are the fence of every write a worker makes.
CREATE TABLE jobs (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id       TEXT    NOT NULL UNIQUE,
    kind         TEXT    NOT NULL,
    user_id      TEXT    NOT NULL,
    feature      TEXT    NOT NULL,
    payload      TEXT    NOT NULL,
    input_video  TEXT    NOT NULL,
    input_audio  TEXT,
    output_video TEXT,
    changes      TEXT    NOT NULL,
    status       TEXT    NOT NULL CHECK (status IN ('QUEUED', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED')),
    step         TEXT,
    progress     REAL,
    created_at   INTEGER NOT NULL,
    started_at   INTEGER,
    completed_at INTEGER,
    run_at       INTEGER NOT NULL,
    attempt      INTEGER NOT NULL DEFAULT 0,
    failures     INTEGER NOT NULL DEFAULT 0,
    crashes      INTEGER NOT NULL DEFAULT 0,
    owner        TEXT,
    lease_until  INTEGER,
    model_server TEXT,
    error_code   TEXT,
    error        TEXT,
    CHECK ((status = 'IN_PROGRESS') = (owner IS NOT NULL AND lease_until IS NOT NULL)),
    CHECK ((status IN ('COMPLETED', 'FAILED', 'CANCELLED')) = (completed_at IS NOT NULL)),
    CHECK (status <> 'COMPLETED' OR output_video IS NOT NULL),
    CHECK (status <> 'FAILED' OR (error_code IS NOT NULL AND error IS NOT NULL))
) STRICT;

-- Partial, so that finished jobs cost a claim nothing.
CREATE INDEX jobs_queued  ON jobs (seq, run_at)            WHERE status = 'QUEUED';
CREATE INDEX jobs_running ON jobs (owner, lease_until)     WHERE status = 'IN_PROGRESS';
