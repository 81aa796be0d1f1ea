-- The present time, by the database's clock. STABLE, so that an index can be searched by it.
CREATE FUNCTION now_ms() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

-- Times are milliseconds since 1970, UTC. status, attempt and owner together are the fence of every write a worker makes.
-- turn: when its user is at it, so that users take turns inside a priority (higher priorities go first).
-- model_server_slot: the place at model_server that a running job has; the index keeps anybody else from it.
CREATE TABLE jobs (
    seq                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id              text    NOT NULL UNIQUE,
    kind                text    NOT NULL,
    user_id             text    NOT NULL,
    feature             text    NOT NULL,
    payload             text    NOT NULL,
    input_video         text    NOT NULL,
    input_audio         text,
    output_video        text,
    changes             text    NOT NULL,
    status              text    NOT NULL CHECK (status IN ('QUEUED', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED')),
    step                text,
    progress            double precision,
    created_at          bigint  NOT NULL,
    started_at          bigint,
    completed_at        bigint,
    run_at              bigint  NOT NULL,
    attempt             integer NOT NULL DEFAULT 0,
    failures            integer NOT NULL DEFAULT 0,
    crashes             integer NOT NULL DEFAULT 0,
    owner               text,
    lease_until         bigint,
    model_server        text,
    error_code          text,
    error               text,
    priority            integer NOT NULL DEFAULT 0,
    turn                bigint  NOT NULL DEFAULT 0,
    cancel_requested_at bigint,
    model_server_slot   integer,
    CHECK ((status = 'IN_PROGRESS') = (owner IS NOT NULL AND lease_until IS NOT NULL)),
    CHECK ((status IN ('COMPLETED', 'FAILED', 'CANCELLED')) = (completed_at IS NOT NULL)),
    CHECK (status <> 'COMPLETED' OR output_video IS NOT NULL),
    CHECK (status <> 'FAILED' OR (error_code IS NOT NULL AND error IS NOT NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- Partial, so that finished jobs cost nothing; each is in the order in which it is read. No index has the lease, so that a
-- heartbeat changes none (HOT).
CREATE INDEX jobs_queued  ON jobs (priority DESC, turn, seq, run_at)      WHERE status = 'QUEUED';
CREATE INDEX jobs_users   ON jobs (user_id, priority, turn)               WHERE status IN ('QUEUED', 'IN_PROGRESS');
CREATE INDEX jobs_turns   ON jobs (priority, turn)                        WHERE status = 'IN_PROGRESS';
CREATE INDEX jobs_running ON jobs (owner)                                 WHERE status = 'IN_PROGRESS';
CREATE UNIQUE INDEX jobs_slots ON jobs (model_server, model_server_slot)  WHERE status = 'IN_PROGRESS' AND model_server_slot IS NOT NULL;

-- What shall not begin new work: 'queue', 'scheduler:INSTANCE' or 'model-server:URL'.
CREATE TABLE controls (
    target    text   PRIMARY KEY,
    reason    text   NOT NULL,
    paused_at bigint NOT NULL
);
