-- steps: what the present attempt has begun so far, [{"step":"generate","at":1764000000000}]. script: what is said, when it is a text.
-- changed_at: when the job last changed its state or was asked to; progress does not count. retry_of: the job that this one repeats.
ALTER TABLE jobs ADD COLUMN steps          TEXT    NOT NULL DEFAULT '[]';
ALTER TABLE jobs ADD COLUMN speech_seconds REAL;
ALTER TABLE jobs ADD COLUMN script         TEXT;
ALTER TABLE jobs ADD COLUMN voice          TEXT;
ALTER TABLE jobs ADD COLUMN retry_of       TEXT;
ALTER TABLE jobs ADD COLUMN changed_at     INTEGER NOT NULL DEFAULT 0;

UPDATE jobs SET
    changed_at     = COALESCE(completed_at, started_at, created_at),
    script         = json_extract(payload, '$.says.text'),
    voice          = json_extract(payload, '$.speech.voice'),
    speech_seconds = COALESCE(json_extract(payload, '$.speech.seconds'), json_extract(payload, '$.speechSeconds'));

-- The list is read newest first; seq, the row's id, is in each as its last column. No index has what a heartbeat writes.
CREATE INDEX jobs_by_status  ON jobs (status, created_at);
CREATE INDEX jobs_by_user    ON jobs (user_id, status, created_at);
CREATE INDEX jobs_by_feature ON jobs (feature, created_at);
CREATE INDEX jobs_by_change  ON jobs (changed_at);
CREATE INDEX jobs_by_origin  ON jobs (retry_of) WHERE retry_of IS NOT NULL;

-- Attempts that have ended; the present one is in its job's row.
CREATE TABLE job_attempts (
    job_id         TEXT    NOT NULL,
    attempt        INTEGER NOT NULL,
    owner          TEXT    NOT NULL,
    model_server   TEXT,
    started_at     INTEGER NOT NULL,
    ended_at       INTEGER NOT NULL,
    outcome        TEXT    NOT NULL CHECK (outcome IN ('COMPLETED', 'FAILED', 'CANCELLED', 'RELEASED', 'LOST')),
    error_code     TEXT,
    error          TEXT,
    speech_seconds REAL,
    steps          TEXT    NOT NULL,
    PRIMARY KEY (job_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_attempts_by_end ON job_attempts (ended_at);

-- Whoever takes a job out of progress, however: the attempt is on record in the same transaction.
CREATE TRIGGER jobs_attempt_ended AFTER UPDATE OF status ON jobs WHEN OLD.status = 'IN_PROGRESS' AND NEW.status <> 'IN_PROGRESS'
BEGIN
    INSERT INTO job_attempts (job_id, attempt, owner, model_server, started_at, ended_at, outcome, error_code, error, speech_seconds, steps)
    VALUES (OLD.job_id, OLD.attempt, OLD.owner, OLD.model_server, COALESCE(OLD.started_at, OLD.created_at), now_ms(),
            CASE WHEN NEW.crashes > OLD.crashes THEN 'LOST'
                 WHEN NEW.status <> 'QUEUED' THEN NEW.status
                 WHEN NEW.failures > OLD.failures THEN 'FAILED'
                 ELSE 'RELEASED' END,
            NEW.error_code, NEW.error, OLD.speech_seconds, OLD.steps)
    ON CONFLICT DO NOTHING;
END;

-- So that whoever watches the list hears of it, too. Kept for some days.
CREATE TABLE deleted_jobs (
    job_id     TEXT    PRIMARY KEY,
    deleted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX deleted_jobs_by_time ON deleted_jobs (deleted_at);

-- How each scheduler sees each of its model servers.
CREATE TABLE model_servers (
    instance  TEXT    NOT NULL,
    url       TEXT    NOT NULL,
    protocol  TEXT    NOT NULL,
    slots     INTEGER NOT NULL,
    is_well   INTEGER NOT NULL,
    out_until INTEGER,
    trouble   TEXT,
    seen_at   INTEGER NOT NULL,
    PRIMARY KEY (instance, url)
) STRICT;

-- What was answered to a request that may be sent again. status is NULL while it runs.
CREATE TABLE idempotency_keys (
    user_id     TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    resource_id TEXT    NOT NULL,
    owner       TEXT    NOT NULL,
    begun_at    INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    status      INTEGER,
    answer      TEXT,
    location    TEXT,
    PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);
