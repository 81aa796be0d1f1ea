-- turn: when its user is at it, so that users take turns inside a priority (higher priorities go first).
-- model_server_slot: the place at model_server that a running job has; the index keeps anybody else from it.
ALTER TABLE jobs ADD COLUMN priority            INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN turn                INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN cancel_requested_at INTEGER;
ALTER TABLE jobs ADD COLUMN model_server_slot   INTEGER;

-- Partial, so that finished jobs cost nothing; each is in the order in which it is read.
DROP INDEX jobs_queued;
CREATE INDEX jobs_queued ON jobs (priority DESC, turn, seq, run_at)     WHERE status = 'QUEUED';
CREATE INDEX jobs_users  ON jobs (user_id, priority, turn)              WHERE status IN ('QUEUED', 'IN_PROGRESS');
CREATE INDEX jobs_turns  ON jobs (priority, turn)                       WHERE status = 'IN_PROGRESS';
CREATE UNIQUE INDEX jobs_slots ON jobs (model_server, model_server_slot) WHERE status = 'IN_PROGRESS' AND model_server_slot IS NOT NULL;

-- What shall not begin new work: 'queue', 'scheduler:INSTANCE' or 'model-server:URL'.
CREATE TABLE controls (
    target    TEXT    PRIMARY KEY,
    reason    TEXT    NOT NULL,
    paused_at INTEGER NOT NULL
) STRICT;
