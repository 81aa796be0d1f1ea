-- conversion_seconds: an estimate, while an input is stored as it was sent and the job has to convert it first; else null.
ALTER TABLE jobs ADD COLUMN conversion_seconds REAL;

CREATE INDEX jobs_unconverted ON jobs (priority DESC, turn, seq, run_at) WHERE status = 'QUEUED' AND conversion_seconds IS NOT NULL;

-- A program that is older than this column still claims the first job that waits, and would fail this one: it does not know what is to be done first.
CREATE TRIGGER jobs_unconverted_claimed BEFORE UPDATE OF status ON jobs
WHEN OLD.status = 'QUEUED' AND NEW.status = 'IN_PROGRESS' AND OLD.conversion_seconds IS NOT NULL AND NEW.step IS NOT 'convert'
BEGIN
    SELECT RAISE(IGNORE);
END;
