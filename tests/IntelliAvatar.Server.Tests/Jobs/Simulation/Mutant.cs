namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>The queue with one of its guards broken: a test of the test.</summary>
/// <param name="Name">What is missing, as a sentence would say it.</param>
/// <param name="Changes">Fragment of a statement → what stands there instead.</param>
internal sealed record Mutant(string Name, params (string Fragment, string Instead)[] Changes)
{
    private const string Fence = "job_id = @JobId AND attempt = @Attempt AND owner = @Owner AND status = 'IN_PROGRESS'";

    public static IReadOnlyDictionary<string, Mutant> All { get; } = new Mutant[]
    {
        new("writes are not fenced by the attempt", ("AND attempt = @Attempt ", "")),
        new("writes are not fenced by the owner", ("AND owner = @Owner AND status = 'IN_PROGRESS'", "AND status = 'IN_PROGRESS'")) { ShownBy = 2 },
        new("writes are fenced by the attempt alone", (Fence, "job_id = @JobId AND attempt = @Attempt")),
        new("writes are fenced by the state alone", (Fence, "job_id = @JobId AND status = 'IN_PROGRESS'")),
        new("writes are fenced by nothing", (Fence, "job_id = @JobId")),
        new("a write that changed no row counts as written") { IgnoresRows = true, ShownBy = 1 },
        new("a running job can be claimed", ("status = 'QUEUED' AND", "status IN ('QUEUED', 'IN_PROGRESS') AND")),
        new("a claim gives no new attempt number", ("attempt = attempt + 1", "attempt = attempt")),
        new("a claim does not wait for the retry's time", ("AND run_at <= now_ms()", "")),
        new("a claim does not ask whether the queue is paused", ("AND NOT EXISTS (SELECT 1 FROM controls WHERE target IN (@queue, @scheduler))", "")) { ShownBy = 1, ShownByPostgres = 5 },
        new("a slot is taken without asking whether the server is paused", ("AND NOT EXISTS (SELECT 1 FROM controls WHERE target = @target)", "")) { ShownBy = 4, ShownByPostgres = 1 },
        new("a slot is taken without asking who has it", ("AND model_server_slot IS NOT NULL AND job_id <> @JobId", "AND 1 = 0")) { Before = "DROP INDEX jobs_slots" },
        new("a heartbeat does not renew the lease", ("lease_until = now_ms() + @lease, slot_until = now_ms() + @slot, step = @step", "slot_until = now_ms() + @slot, step = @step")),
        new("leases go by the workers' own clocks") { UsesWorkersClock = true },
        new("a rescue does not look at the lease", ("lease_until < now_ms()", "lease_until IS NOT NULL")),
        new("a rescue counts no crash", ("SET crashes = crashes + 1", "SET crashes = crashes")) { ShownBy = 1 },
        new("a crash counts although another job may have caused it", (") = 1\n", ") >= 1\n")) { ShownBy = 1 },
        new("a crash counts although the job did nothing that could cause it", ("SELECT seq, at_risk AND CASE", "SELECT seq, CASE")) { ShownBy = 1 },
        new("a process that is not seen counts as a crash", ("ELSE is_suspect END", "ELSE true END")) { ShownBy = 1 },
        new("who may have killed its process is not suspected", ("is_suspect = (is_suspect OR at_risk)", "is_suspect = is_suspect")) { ShownBy = 1 },
        new("a young process takes a job at its last try", ("AND crashes < @crashes ", "")) { ShownBy = 22, ShownByPostgres = 11 },
        new("a slot is taken from a job that is heard of", ("AND slot_until < now_ms()", "")),
        new("a new render keeps the old one's result", ("slot_until = now_ms() + @until, result_server = NULL, result_name = NULL", "slot_until = now_ms() + @until")) { ShownByPostgres = 1 },
        new("a file name that is used again is still its first job's", ("SET result_server = NULL, result_name = NULL WHERE job_id", "SET result_server = result_server WHERE job_id")) { ShownBy = 1, ShownByPostgres = 4 },
        new("a file that was fetched may be the next job's", ("OR (result_server = @Server AND result_name = @Name)", "OR true")) { ShownBy = 22 },
        new("a slot is left before the file is fetched whose name is used again", ("CASE WHEN @mayBeReused THEN model_server_slot END", "NULL")),
        new("a fetched file is not asked about whose name is used again", ("AND (model_server_slot IS NOT NULL OR (result_server = @Server AND result_name = @Name))", "")) { ShownBy = 1, ShownByPostgres = 4 },
        new("a rescue forgets what was rendered", ("SET is_suspect = (is_suspect OR at_risk),", "SET is_suspect = (is_suspect OR at_risk), result_name = NULL,")),
        new("a failure is not counted", ("failures = failures + 1", "failures = failures")),
        new("a failure counts for those with other codes", ("AND error_code = @Code", "")) { ShownBy = 9 },
        new("earlier failures with the same code are not counted", ("AND outcome = 'FAILED' AND error_code", "AND outcome = 'none' AND error_code")) { ShownBy = 16, ShownByPostgres = 18 },
        new("a worker ends a job whose cancelling was asked for as if it was not", ("AND cancel_requested_at IS NULL", "")),
        new("a rescue forgets that cancelling was asked for", ("CASE WHEN cancel_requested_at IS NOT NULL THEN 'CANCELLED' WHEN", "CASE WHEN")) { ShownBy = 22 },
        new("a rescue that charges no job forgets that cancelling was asked for", ("CASE WHEN cancel_requested_at IS NOT NULL THEN 'CANCELLED' ELSE 'QUEUED' END", "'QUEUED'")),
        new("users do not take turns", ("ORDER BY priority DESC, turn, seq", "ORDER BY priority DESC, seq")),
        new("every job gets the same turn", ("@Priority, max(round)", "@Priority, 0 * max(round)")) { ShownByPostgres = 80 },
        new("the sweep does not ask whether a row names the file", ("output_video FROM jobs WHERE job_id", "output_video FROM jobs WHERE 0 = 1 AND job_id")),
        new("a job is completed without its file") { LosesFiles = true },
        new("jobs to convert are claimed with the others", ("AND conversion_seconds IS NULL", "")) { ShownBy = 1 },
        new("jobs are claimed to be converted that need it no more", ("AND conversion_seconds IS NOT NULL", "")) { ShownBy = 1 },
        new("a converted job stays at risk", ("at_risk = (at_risk AND @goesOn)", "at_risk = at_risk")) { ShownBy = 1 },
        new("a slot is kept that another job has by now", (Fence + " AND model_server_slot IS NOT NULL", Fence)) { ShownBy = 1, ShownByPostgres = 2 },
        new(
            "a name that is used again is kept without the slot",
            ("CASE WHEN @isOurs OR model_server_slot IS NOT NULL THEN COALESCE(@Server", "CASE WHEN true THEN COALESCE(@Server"),
            ("CASE WHEN @isOurs OR model_server_slot IS NOT NULL THEN COALESCE(@Name", "CASE WHEN true THEN COALESCE(@Name")) { ShownBy = 22 },
        new(
            "a heartbeat keeps a name that is used again without the slot",
            ("CASE WHEN @isOurs OR model_server_slot IS NOT NULL THEN COALESCE(@server", "CASE WHEN true THEN COALESCE(@server"),
            ("CASE WHEN @isOurs OR model_server_slot IS NOT NULL THEN COALESCE(@name", "CASE WHEN true THEN COALESCE(@name")) { ShownBy = 28 },
        new("a key is written to by who does not serve it", ("AND owner = @Instance AND status IS NULL", "AND status IS NULL")),
        new("an answer that was kept is written over", ("AND owner = @Instance AND status IS NULL", "AND owner = @Instance")) { ShownBy = 15, ShownByPostgres = 16 },
        new("a key is taken over though another request has it by then",
            ("AND owner = @Owner AND status IS NULL", "AND status IS NULL")) { ShownBy = 192 },
        new("a key is taken over although its lease was renewed", ("AND COALESCE(lease_until, 0) = @seen", "")) { ShownBy = 1 },
        new("a key is taken over although its lease goes on", ("COALESCE(lease_until <= now_ms(), 1 = 0)", "1 = 1")),
        new("a try to store takes the key of an earlier one") { ReusesKeys = true, ShownBy = 68 },
    }.ToDictionary(mutant => mutant.Name);

    private readonly HashSet<string> _found = [];

    /// <summary>The first history that shows it.</summary>
    public int ShownBy { get; init; }

    /// <summary>The same on PostgreSQL, if it is another: what is written beside a process comes at other moments there.</summary>
    public int? ShownByPostgres { get; init; }

    /// <summary>Done to the database first: the second line of defence, where it would hide the first.</summary>
    public string? Before { get; init; }

    public bool IgnoresRows { get; init; }

    public bool UsesWorkersClock { get; init; }

    public bool LosesFiles { get; init; }

    public bool ReusesKeys { get; init; }

    /// <summary>The fragments that no statement had so far: a mutant that has any is none.</summary>
    public IReadOnlyCollection<string> Missing => [.. Changes.Select(change => change.Fragment).Except(_found)];

    public string Alter(string sql, long clockError)
    {
        sql = sql.ReplaceLineEndings("\n");
        foreach (var (fragment, instead) in Changes.Where(change => sql.Contains(change.Fragment, StringComparison.Ordinal)))
        {
            _found.Add(fragment);
            sql = sql.Replace(fragment, instead, StringComparison.Ordinal);
        }

        return UsesWorkersClock ? sql.Replace("now_ms()", $"(now_ms() + {clockError})", StringComparison.Ordinal) : sql;
    }

    /// <summary>How many rows the statement is said to have changed.</summary>
    public int Rows(string sql, int changed) => IgnoresRows && sql.StartsWith("UPDATE jobs", StringComparison.Ordinal) ? 1 : changed;

    public override string ToString() => Name;
}
