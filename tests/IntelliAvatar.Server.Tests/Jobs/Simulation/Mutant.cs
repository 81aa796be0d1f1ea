namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>The queue with one of its guards broken: a test of the test.</summary>
/// <param name="Name">What is missing, as a sentence would say it.</param>
/// <param name="Changes">Fragment of a statement → what stands there instead.</param>
internal sealed record Mutant(string Name, params (string Fragment, string Instead)[] Changes)
{
    private const string Fence = "job_id = @JobId AND attempt = @Attempt AND owner = @Owner AND status = 'IN_PROGRESS'";

    public static IReadOnlyDictionary<string, Mutant> All { get; } = new Mutant[]
    {
        new("writes are not fenced by the attempt", ("AND attempt = @Attempt ", "")) { ShownBy = 5 },
        new("writes are not fenced by the owner", ("AND owner = @Owner ", "")),
        new("writes are fenced by the attempt alone", (Fence, "job_id = @JobId AND attempt = @Attempt")),
        new("writes are fenced by the state alone", (Fence, "job_id = @JobId AND status = 'IN_PROGRESS'")),
        new("writes are fenced by nothing", (Fence, "job_id = @JobId")),
        new("a write that changed no row counts as written") { IgnoresRows = true, ShownBy = 1 },
        new("a running job can be claimed", ("status = 'QUEUED' AND", "status IN ('QUEUED', 'IN_PROGRESS') AND"), ("WHERE status = 'QUEUED'\n", "WHERE 1 = 1\n")),
        new("a claim gives no new attempt number", ("attempt = attempt + 1", "attempt = attempt")),
        new("a claim does not wait for the retry's time", ("AND run_at <= now_ms()", "")) { ShownBy = 1 },
        new("a claim does not ask whether the queue is paused", ("AND NOT EXISTS (SELECT 1 FROM controls WHERE target IN (@queue, @scheduler))", "")),
        new("a slot is taken without asking whether the server is paused", ("AND NOT EXISTS (SELECT 1 FROM controls WHERE target = @target)", "")),
        new("a slot is taken without asking who has it", ("AND model_server_slot IS NOT NULL AND job_id <> @JobId", "AND 1 = 0")) { Before = "DROP INDEX jobs_slots" },
        new("a heartbeat does not renew the lease", ("lease_until = now_ms() + @lease, step", "step")),
        new("leases go by the workers' own clocks") { UsesWorkersClock = true },
        new("a rescue does not look at the lease", ("lease_until < now_ms()", "lease_until IS NOT NULL")),
        new("a rescue counts no crash", ("SET crashes = crashes + 1", "SET crashes = crashes")),
        new("a crash counts although another job may have caused it", (") = 1\n", ") >= 1\n")),
        new("a crash counts although the job did nothing that could cause it", ("SELECT seq, at_risk AND CASE", "SELECT seq, CASE")),
        new("a process that nobody sees counts as a crash", ("ELSE is_suspect END", "ELSE true END")),
        new("who may have killed its process is not suspected", ("is_suspect = (is_suspect OR at_risk)", "is_suspect = is_suspect")),
        new("a young process takes a job at its last try", ("AND crashes < @crashes ", "")),
        new("a slot is taken from a job that is heard of", ("AND slot_until < now_ms()", "")),
        new("a new render keeps the old one's result", ("slot_until = now_ms() + @until, result_server = NULL, result_name = NULL", "slot_until = now_ms() + @until")),
        new("a file name that is used again is still its first job's", ("SET result_server = NULL, result_name = NULL WHERE job_id", "SET result_server = result_server WHERE job_id")),
        new("a slot is left before the file is fetched whose name is used again", ("CASE WHEN @mayBeReused THEN model_server_slot END", "NULL")),
        new("a fetched file is not asked about whose name is used again", ("AND (model_server_slot IS NOT NULL OR (result_server = @Server AND result_name = @Name))", "")),
        new("a rescue forgets what was rendered", ("SET is_suspect = (is_suspect OR at_risk),", "SET is_suspect = (is_suspect OR at_risk), result_name = NULL,")),
        new("a failure is not counted", ("failures = failures + 1", "failures = failures")),
        new("a failure counts for those with other codes", ("AND error_code = @Code", "")),
        new("earlier failures with the same code are not counted", ("AND outcome = 'FAILED' AND error_code", "AND outcome = 'none' AND error_code")),
        new("a worker ends a job whose cancelling was asked for as if it was not", ("AND cancel_requested_at IS NULL", "")) { ShownBy = 1 },
        new("a rescue forgets that cancelling was asked for", ("CASE WHEN cancel_requested_at IS NOT NULL THEN 'CANCELLED' WHEN", "CASE WHEN")) { ShownBy = 11 },
        new("users do not take turns", ("ORDER BY priority DESC, turn, seq", "ORDER BY priority DESC, seq")) { ShownBy = 13 },
        new("every job gets the same turn", ("@Priority, max(round)", "@Priority, 0 * max(round)")) { ShownBy = 13 },
        new("the sweep does not ask whether a row names the file", ("output_video FROM jobs WHERE job_id", "output_video FROM jobs WHERE 0 = 1 AND job_id")),
        new("a job is completed without its file") { LosesFiles = true },
    }.ToDictionary(mutant => mutant.Name);

    /// <summary>The first history that shows it.</summary>
    public int ShownBy { get; init; }

    /// <summary>Done to the database first: the second line of defence, where it would hide the first.</summary>
    public string? Before { get; init; }

    public bool IgnoresRows { get; init; }

    public bool UsesWorkersClock { get; init; }

    public bool LosesFiles { get; init; }

    public string Alter(string sql, long clockError)
    {
        sql = sql.ReplaceLineEndings("\n");
        foreach (var (fragment, instead) in Changes)
        {
            sql = sql.Replace(fragment, instead, StringComparison.Ordinal);
        }

        return UsesWorkersClock ? sql.Replace("now_ms()", $"(now_ms() + {clockError})", StringComparison.Ordinal) : sql;
    }

    /// <summary>How many rows the statement is said to have changed.</summary>
    public int Rows(string sql, int changed) => IgnoresRows && sql.StartsWith("UPDATE jobs", StringComparison.Ordinal) ? 1 : changed;

    public override string ToString() => Name;
}
