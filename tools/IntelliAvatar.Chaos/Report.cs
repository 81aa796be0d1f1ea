using Spectre.Console;

namespace IntelliAvatar.Chaos;

/// <summary>The table at the end.</summary>
internal static class Report
{
    private static readonly (string Name, string Promise)[] Invariants =
    [
        ("I1", "no job that was answered for is lost"),
        ("I2", "every job ends"),
        ("I3", "an end is final, and cancelled is cancelled"),
        ("I4", "a video is whole, its own, and never changes"),
        ("I5", "no file without a job, no job without its files"),
        ("I6", "one id from the first answer to the model server"),
        ("I7", "attempts, failures and crashes are counted right; no more renders than attempts"),
        ("I8", "one owner, one slot; nobody is robbed before its time"),
        ("I9", "each job is its user's, each video its job's"),
        ("I10", "servers end as they are told; no process stays"),
    ];

    public static void Write(ChaosOptions options, Findings findings, IReadOnlyList<EventLog.Row> jobs, int blows, int crashesOfTheDatabase, TimeSpan took)
    {
        var table = new Table().Title($"chaos on {(options.Postgres ? "PostgreSQL" : "SQLite")}, seed {options.Seed}").AddColumns("", "", "violations");
        foreach (var (name, promise) in Invariants)
        {
            table.AddRow(name, promise, $"{findings.Broken.Count(found => found.Invariant == name)}");
        }

        AnsiConsole.Write(table);
        var ends = string.Join(", ", jobs.GroupBy(job => job.Status == "FAILED" ? $"FAILED {job.ErrorCode}" : job.Status).OrderByDescending(end => end.Count()).Select(end => $"{end.Count()} {end.Key}"));
        AnsiConsole.WriteLine($"{jobs.Count} jobs in {jobs.Sum(job => job.Attempt)} attempts, {jobs.Sum(job => job.Crashes)} crashes: {ends}");
        AnsiConsole.WriteLine(
            $"{blows} of {options.Kills} blows, {crashesOfTheDatabase} crashes of the database, {findings.Downloaded.Count} videos compared, {findings.Broken.Count} violations, {took.TotalMinutes:0.0} minutes, seed {options.Seed}");
    }
}
