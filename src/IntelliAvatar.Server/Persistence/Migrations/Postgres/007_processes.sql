-- The processes of the program on this database: where each runs, and since when. seen_at: their last sign of life.
CREATE TABLE processes (
    instance   text    PRIMARY KEY,
    host       text    NOT NULL,
    process_id integer NOT NULL,
    version    text    NOT NULL,
    role       text    NOT NULL,
    started_at bigint  NOT NULL,
    seen_at    bigint  NOT NULL
);

-- Attempts outlive the row of their process.
ALTER TABLE job_attempts ADD COLUMN host text;

CREATE OR REPLACE FUNCTION record_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO job_attempts (job_id, attempt, owner, host, model_server, started_at, ended_at, outcome, error_code, error, speech_seconds, steps)
    VALUES (OLD.job_id, OLD.attempt, OLD.owner, (SELECT host FROM processes WHERE instance = OLD.owner), OLD.model_server, COALESCE(OLD.started_at, OLD.created_at), now_ms(),
            CASE WHEN NEW.crashes > OLD.crashes THEN 'LOST'
                 WHEN NEW.status <> 'QUEUED' THEN NEW.status
                 WHEN NEW.failures > OLD.failures THEN 'FAILED'
                 ELSE 'RELEASED' END,
            NEW.error_code, NEW.error, OLD.speech_seconds, OLD.steps)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
