using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>What is said of a batch: a line for each row. The exit codes come from here.</summary>
/// <param name="folder">Where finished videos go; null: nowhere.</param>
internal sealed class BatchReport(ApiClient server, bool isJson, DirectoryInfo? folder)
{
    private readonly List<string> _held = [];

    /// <summary>Whether a row's video may have this name.</summary>
    public static bool IsVideo(string name) =>
        int.TryParse(Path.ChangeExtension(name, null), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && name == NameOf(row);

    /// <summary>Nothing was made.</summary>
    public int Refused(Submission.Reply reply)
    {
        foreach (var row in reply.Rows)
        {
            var problem = BatchView.ProblemView.Of(row);
            Say(row, null, problem.Row, "", "NOT_CREATED", Sentence(problem.Sentence, problem.Code));
        }

        Flush();
        return Console.Refused(reply.Refusal!);
    }

    /// <summary>Nothing was to be made.</summary>
    public int DryRun(JsonElement document)
    {
        if (isJson)
        {
            Console.Say(document, isOneOfMany: true);
            return 0;
        }

        var check = BatchView.CheckView.Of(document);
        foreach (var (number, text) in check.Texts.Index())
        {
            Console.Say($"{number + 1}\t{Console.Plain(text)}");
        }

        foreach (var change in check.Changes)
        {
            Console.Tell(Console.Plain(change));
        }

        foreach (var warning in check.Warnings ?? [])
        {
            Console.Tell(Console.Plain($"Row {warning.Row}: {warning.Sentence}"));
        }

        Console.Tell($"All {check.Rows} rows can be made; nothing was.");
        return 0;
    }

    /// <summary>The jobs are there; the command does not wait for them.</summary>
    public async Task<int> MadeAsync(BatchView batch, CancellationToken cancel)
    {
        Console.Tell($"Batch {batch.BatchId}");
        var (rows, refusal) = await new BatchWatch(server, batch.BatchId).RowsAsync(cancel);
        foreach (var row in rows ?? [])
        {
            Say(row, file: null);
        }

        Flush();
        return refusal is not null ? Console.Refused(refusal) : rows!.Any(row => BatchView.RowView.Of(row).JobId is null) ? 1 : 0;
    }

    /// <summary>Stays until all have ended, and fetches what they have made.</summary>
    public async Task<int> ToEndAsync(BatchView batch, CancellationToken cancel)
    {
        Console.Tell($"Batch {batch.BatchId}, {batch.Rows} rows");
        var done = 0;
        try
        {
            var refusal = await Console.WithProgressAsync("The jobs", bar => new BatchWatch(server, batch.BatchId).ToEndAsync(Far(bar), async row => done += await EndedAsync(row, cancel) ? 1 : 0, cancel));
            Flush();
            if (refusal is not null)
            {
                return Console.Refused(refusal);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Flush();
            Console.Tell($"The jobs go on. Look at them with: intelliavatar jobs list --server {server.Address}; all of the batch: {server.Address}/v1/batches/{batch.BatchId}");
            throw;
        }

        Console.Tell($"{done} of {batch.Rows} rows have a video.");
        return done == batch.Rows ? 0 : 1;

        static Action<int, int> Far(Console.Bar bar) => (ended, rows) =>
        {
            bar.Report((double)ended / rows);
            bar.Title($"{ended} of {rows} have ended");
        };
    }

    /// <returns>Whether its video is in its place.</returns>
    private async Task<bool> EndedAsync(JsonElement json, CancellationToken cancel)
    {
        var row = BatchView.RowView.Of(json);
        if (!row.IsCompleted || folder is null)
        {
            Say(json, file: null);
            return row.IsCompleted;
        }

        // Its number alone names it: nothing that others have said becomes a path.
        var target = Path.Combine(folder.FullName, NameOf(row.Row));
        if (await new VideoDownload(server, Console.Tell).FetchAsync(row.JobId ?? "", target, new Progress<double>(), cancel) is { } refusal)
        {
            Console.Tell($"Row {row.Row}: {Console.Plain(Sentence(refusal.Detail, refusal.Code))}");
            Say(json, file: null);
            return false;
        }

        Say(json, target);
        return true;
    }

    private static string NameOf(int row) => string.Create(CultureInfo.InvariantCulture, $"{row:0000}.mp4");

    private void Say(JsonElement json, string? file)
    {
        var row = BatchView.RowView.Of(json);
        Say(json, file, row.Row, row.JobId, row.Status, row.Error is { } error ? Sentence(error.Message, error.Code) : file);
    }

    /// <summary>On a terminal lines wait until the bar is done; a program gets them as they come.</summary>
    private void Say(JsonElement json, string? file, int row, string? jobId, string status, string? rest)
    {
        var line = isJson ? Line(json, file) : string.Create(CultureInfo.InvariantCulture, $"{row}\t{Console.Plain(jobId)}\t{Console.Plain(status)}\t{Console.Plain(rest)}").TrimEnd('\t');
        if (Console.IsTerminal)
        {
            _held.Add(line);
        }
        else
        {
            Console.Say(line);
        }
    }

    private void Flush()
    {
        _held.ForEach(Console.Say);
        _held.Clear();
    }

    private static string Line(JsonElement json, string? file)
    {
        var row = JsonNode.Parse(json.GetRawText())!.AsObject();
        if (file is not null)
        {
            row["file"] = file;
        }

        return Console.OneLine(JsonSerializer.SerializeToElement(row));
    }

    private static string Sentence(string message, string code) => $"{message} ({code})";
}
