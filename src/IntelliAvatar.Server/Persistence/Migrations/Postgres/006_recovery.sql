-- result_name: the file that the model server named when it was done, so that a later attempt fetches it instead of rendering again.
-- is_suspect: the job was in a step that can kill its process when a process died with several jobs; it runs alone until it is cleared.
ALTER TABLE jobs
    ADD COLUMN result_name text,
    ADD COLUMN is_suspect  boolean NOT NULL DEFAULT false;
