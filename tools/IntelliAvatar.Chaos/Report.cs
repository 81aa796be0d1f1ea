using IntelliAvatar.Chaos.Audits;
using IntelliAvatar.Chaos.Customers;
using IntelliAvatar.Chaos.Faults;
using IntelliAvatar.Chaos.ModelServers;
using Spectre.Console;

namespace IntelliAvatar.Chaos;

/// <summary>The table at the end, and a file that explains each violation.</summary>
internal sealed class Report(ChaosOptions options, Findings findings, EventLog.Content content, RenderLedger ledger, FaultLog log)
{
    private static readonly (string Name, string Promise)[] Invariants =
    [
        ("I1", "nothing that was answered for is lost"),
        ("I2", "every job ends"),
        ("I3", "an end is final; cancelled is cancelled, deleted is deleted"),
        ("I4", "a video is whole, its own, of its own inputs, and never changes"),
        ("I5", "no job without its files, no unfinished file left behind"),
        ("I6", "one id from the first answer to the model server"),
        ("I7", "attempts, failures and crashes are counted right; no more renders than attempts"),
        ("I8", "one owner, one slot; no living worker is counted as crashed"),
        ("I9", "each job is its user's"),
        ("I10", "processes start, run and end as they are told"),
        ("I11", "one key makes one job, and none stays locked"),
        ("I12", "no job is FAILED that its own failures do not justify"),
        ("I13", "a finished render is thrown away only with the worker that had it"),
        ("I14", "an outage is 503 with Retry-After, never 500"),
    ];

    public void Write(ApiWatch watch, RenderAudit renders, IReadOnlyList<double> pickUps, int strays, int blows, TimeSpan took)
    {
        var table = new Table().Title($"chaos on {options.Title}").AddColumns("", "", "violations");
        foreach (var (name, promise) in Invariants)
        {
            table.AddRow(name, promise, $"{findings.Broken.Count(found => found.Invariant == name)}");
        }

        AnsiConsole.Write(table);
        var ends = string.Join(", ", content.Jobs.GroupBy(job => job.Status == "FAILED" ? $"FAILED {job.ErrorCode}" : job.Status).OrderByDescending(end => end.Count()).Select(end => $"{end.Count()} {end.Key}"));
        var whole = ledger.All.Where(render => render.WholeAt is not null).ToList();
        string[] lines =
        [
            $"{blows} of {options.Blows} faults in {took.TotalMinutes:0.0} minutes: {log.Summary}",
            $"{content.Jobs.Count} jobs ({findings.Acknowledged.Count} acknowledged, {findings.Deleted.Count} deleted) in {content.Jobs.Sum(job => job.Attempt)} attempts: {ends}",
            $"attempts by end: {string.Join(", ", content.Attempts.GroupBy(attempt => $"{attempt.Outcome} {attempt.ErrorCode}".TrimEnd()).OrderByDescending(end => end.Count()).Select(end => $"{end.Count()} {end.Key}"))}",
            $"renders: {ledger.All.Count} begun, {whole.Count} whole, {whole.Count(render => !render.Fetches.IsEmpty)} fetched; jobs with more than one whole: {whole.GroupBy(render => render.JobId).Count(job => job.Count() > 1)}",
            $"finished renders thrown away: {(renders.ThrownAway.Count == 0 ? "none" : string.Join("; ", renders.ThrownAway.Select(reason => $"{reason.Value.Count} {reason.Key}")))}",
            $"keys: {findings.Keys.Count} answered; videos compared: {findings.Downloaded.Count}; files that no job names, within their grace: {strays}",
            pickUps.Count == 0 ? "no job was picked up" : $"picked up after p50 {pickUps[pickUps.Count / 2]:0.00} s, p95 {pickUps[pickUps.Count * 95 / 100]:0.0} s, max {pickUps[^1]:0.0} s",
            $"reads: answered {watch.Slowest(ApiWatch.Kind.Read, refused: false)}; refused {watch.Slowest(ApiWatch.Kind.Read, refused: true)}",
            $"submissions: answered {watch.Slowest(ApiWatch.Kind.Submit, refused: false)}; refused {watch.Slowest(ApiWatch.Kind.Submit, refused: true)}",
            $"/health/ready: 200 {watch.Slowest(ApiWatch.Kind.Ready, refused: false)}; 503 {watch.Slowest(ApiWatch.Kind.Ready, refused: true)}",
            $"refusals: {watch.Statuses}",
            $"{findings.Broken.Count} violations, {findings.Notes.Count} notes, {options.Title}; logs: {options.Folder}",
        ];
        foreach (var line in lines)
        {
            AnsiConsole.WriteLine(line);
        }

        File.WriteAllLines(
            Path.Combine(options.Folder, "report.txt"),
            [.. lines, "", .. findings.Broken.Select(found => $"{found.Invariant} {found.What}"), "", "notes:", .. findings.Notes.Select(found => $"{found.Invariant} {found.What}"), "",
                .. Enum.GetValues<ApiWatch.Kind>().SelectMany(watch.SlowestOnes)]);
        Explain();
    }

    /// <summary>Of every job that a violation names: its attempts, its renders, and what was done to its workers.</summary>
    private void Explain()
    {
        using var file = File.CreateText(Path.Combine(options.Folder, "explained.txt"));
        foreach (var job in content.Jobs.Where(job => findings.Broken.Any(found => found.What.Contains(job.JobId, StringComparison.Ordinal))))
        {
            file.WriteLine($"{job.JobId} {job.Status} {job.ErrorCode}, made {FaultLog.Time(job.CreatedAt)}, {job.Attempt} attempts, {job.Failures} failures, {job.Crashes} crashes");
            foreach (var attempt in content.Attempts.Where(attempt => attempt.JobId == job.JobId))
            {
                var life = findings.LifeOf(attempt.Owner);
                file.WriteLine($"  attempt {attempt.Number} by {life?.Node ?? attempt.Owner} {FaultLog.Time(attempt.StartedAt)}–{FaultLog.Time(attempt.EndedAt)} at {attempt.ModelServer}: {attempt.Outcome} {attempt.ErrorCode}, {attempt.Steps}");
                foreach (var fault in log.Between(attempt.StartedAt, attempt.EndedAt, life?.Node))
                {
                    file.WriteLine($"    {fault}");
                }
            }

            foreach (var render in ledger.Of(job.JobId))
            {
                file.WriteLine($"  {render}");
            }

            foreach (var change in content.Events.Where(change => change.JobId == job.JobId))
            {
                file.WriteLine($"  {FaultLog.Time(change.At)} {change.Was} {change.WasAttempt} of {findings.LifeOf(change.WasOwner)?.Node} → {change.Status} {change.Attempt}, {change.Crashed} crashes more, slot {change.Slot} of {change.ModelServer}");
            }
        }
    }
}
