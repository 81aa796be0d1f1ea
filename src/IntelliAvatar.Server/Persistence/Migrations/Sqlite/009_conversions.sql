-- conversion_seconds: an estimate, while an input is stored as it was sent and the job has to convert it first; else null.
ALTER TABLE jobs ADD COLUMN conversion_seconds REAL;

CREATE INDEX jobs_unconverted ON jobs (priority DESC, turn, seq, run_at) WHERE status = 'QUEUED' AND conversion_seconds IS NOT NULL;
