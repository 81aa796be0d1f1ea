-- result_server, result_name: the file that the model server named when it was done, so that a later attempt fetches it instead of rendering again.
-- at_risk: the attempt does what can kill its process. is_suspect: it may have killed one; it is at risk only alone until it has passed.
-- slot_until: until when the slot is the job's without another heartbeat.
ALTER TABLE jobs ADD COLUMN result_server TEXT;
ALTER TABLE jobs ADD COLUMN result_name   TEXT;
ALTER TABLE jobs ADD COLUMN at_risk       INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN is_suspect    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN slot_until    INTEGER;

CREATE INDEX jobs_results ON jobs (result_server) WHERE status IN ('QUEUED', 'IN_PROGRESS') AND result_name IS NOT NULL;

-- lease_until: until then the owner of a key is serving the request; it renews this while it does. Null: as long as the owner lives.
ALTER TABLE idempotency_keys ADD COLUMN lease_until INTEGER;

-- The storage key of an avatar's video. Null: avatars/{avatar_id}/{avatar_id}.mp4.
ALTER TABLE avatars ADD COLUMN video TEXT;
