-- steps: what the present attempt has begun so far, [{"step":"generate","at":1764000000000}]. script: what is said, when it is a text.
-- changed_at: when the job last changed its state or was asked to; progress does not count. retry_of: the job that this one repeats.
ALTER TABLE jobs
    ADD COLUMN steps          text   NOT NULL DEFAULT '[]',
    ADD COLUMN speech_seconds double precision,
    ADD COLUMN script         text,
    ADD COLUMN voice          text,
    ADD COLUMN retry_of       text,
    ADD COLUMN changed_at     bigint NOT NULL DEFAULT 0;

UPDATE jobs SET
    changed_at     = COALESCE(completed_at, started_at, created_at),
    script         = payload::jsonb #>> '{says,text}',
    voice          = payload::jsonb #>> '{speech,voice}',
    speech_seconds = COALESCE(payload::jsonb #>> '{speech,seconds}', payload::jsonb ->> 'speechSeconds')::double precision;

-- The list is read newest first. No index has what a heartbeat writes, so that a heartbeat changes none (HOT).
CREATE INDEX jobs_by_status  ON jobs (status, created_at, seq);
CREATE INDEX jobs_by_user    ON jobs (user_id, status, created_at, seq);
CREATE INDEX jobs_by_feature ON jobs (feature, created_at, seq);
CREATE INDEX jobs_by_change  ON jobs (changed_at, seq);
CREATE INDEX jobs_by_origin  ON jobs (retry_of) WHERE retry_of IS NOT NULL;

-- Attempts that have ended; the present one is in its job's row.
CREATE TABLE job_attempts (
    job_id         text    NOT NULL,
    attempt        integer NOT NULL,
    owner          text    NOT NULL,
    model_server   text,
    started_at     bigint  NOT NULL,
    ended_at       bigint  NOT NULL,
    outcome        text    NOT NULL CHECK (outcome IN ('COMPLETED', 'FAILED', 'CANCELLED', 'RELEASED', 'LOST')),
    error_code     text,
    error          text,
    speech_seconds double precision,
    steps          text    NOT NULL,
    PRIMARY KEY (job_id, attempt)
);

CREATE INDEX job_attempts_by_end ON job_attempts (ended_at);

-- Whoever takes a job out of progress, however: the attempt is on record in the same transaction.
CREATE FUNCTION record_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO job_attempts (job_id, attempt, owner, model_server, started_at, ended_at, outcome, error_code, error, speech_seconds, steps)
    VALUES (OLD.job_id, OLD.attempt, OLD.owner, OLD.model_server, COALESCE(OLD.started_at, OLD.created_at), now_ms(),
            CASE WHEN NEW.crashes > OLD.crashes THEN 'LOST'
                 WHEN NEW.status <> 'QUEUED' THEN NEW.status
                 WHEN NEW.failures > OLD.failures THEN 'FAILED'
                 ELSE 'RELEASED' END,
            NEW.error_code, NEW.error, OLD.speech_seconds, OLD.steps)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER jobs_attempt_ended AFTER UPDATE OF status ON jobs
    FOR EACH ROW WHEN (OLD.status = 'IN_PROGRESS' AND NEW.status <> 'IN_PROGRESS') EXECUTE FUNCTION record_attempt();

-- So that whoever watches the list hears of it, too. Kept for some days.
CREATE TABLE deleted_jobs (
    job_id     text   PRIMARY KEY,
    deleted_at bigint NOT NULL
);

CREATE INDEX deleted_jobs_by_time ON deleted_jobs (deleted_at);

-- How each scheduler sees each of its model servers.
CREATE TABLE model_servers (
    instance  text    NOT NULL,
    url       text    NOT NULL,
    protocol  text    NOT NULL,
    slots     integer NOT NULL,
    is_well   boolean NOT NULL,
    out_until bigint,
    trouble   text,
    seen_at   bigint  NOT NULL,
    PRIMARY KEY (instance, url)
);

-- What was answered to a request that may be sent again. status is NULL while it runs.
CREATE TABLE idempotency_keys (
    user_id     text    NOT NULL,
    key         text    NOT NULL,
    fingerprint text    NOT NULL,
    resource_id text    NOT NULL,
    owner       text    NOT NULL,
    begun_at    bigint  NOT NULL,
    expires_at  bigint  NOT NULL,
    status      integer,
    answer      text,
    location    text,
    PRIMARY KEY (user_id, key)
);

CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);
