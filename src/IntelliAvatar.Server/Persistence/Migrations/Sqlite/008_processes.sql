-- The processes of the program on this database: where each runs, and since when. seen_at: their last sign of life.
CREATE TABLE processes (
    instance   TEXT    PRIMARY KEY,
    host       TEXT    NOT NULL,
    process_id INTEGER NOT NULL,
    version    TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Attempts outlive the row of their process.
ALTER TABLE job_attempts ADD COLUMN host TEXT;

-- As before, with the host, and with SQL alone: a function of this program is unknown to older ones that still run on this file, and to the sqlite3 shell.
-- Those do not know changed_at either, so for them the attempt ends now.
DROP TRIGGER jobs_attempt_ended;
CREATE TRIGGER jobs_attempt_ended AFTER UPDATE OF status ON jobs WHEN OLD.status = 'IN_PROGRESS' AND NEW.status <> 'IN_PROGRESS'
BEGIN
    INSERT INTO job_attempts (job_id, attempt, owner, host, model_server, started_at, ended_at, outcome, error_code, error, speech_seconds, steps)
    VALUES (OLD.job_id, OLD.attempt, OLD.owner, (SELECT host FROM processes WHERE instance = OLD.owner), OLD.model_server, COALESCE(OLD.started_at, OLD.created_at),
            CASE WHEN NEW.changed_at >= COALESCE(OLD.started_at, OLD.created_at) THEN NEW.changed_at
                 ELSE CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) END,
            CASE WHEN NEW.crashes > OLD.crashes THEN 'LOST'
                 WHEN NEW.status <> 'QUEUED' THEN NEW.status
                 WHEN NEW.failures > OLD.failures THEN 'FAILED'
                 ELSE 'RELEASED' END,
            NEW.error_code, NEW.error, OLD.speech_seconds, OLD.steps)
    ON CONFLICT DO NOTHING;
END;
