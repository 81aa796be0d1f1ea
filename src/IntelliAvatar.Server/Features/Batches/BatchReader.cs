using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>From a body to the orders of its rows: all of them, or what is wrong with any.</summary>
internal sealed class BatchReader(MediaSourceResolver sources, OrderIntake intake, SpeechSynthesizer speech, Workspace workspace)
{
    public const int MostRows = 1000;

    private const int MostTableBytes = 10 << 20;
    private const int MostProblems = 100;

    /// <summary>What became of a look at a body: either orders, or why not, where rows are to blame with each of them.</summary>
    /// <param name="Orders">Their video is not found yet.</param>
    public sealed record Reading(IReadOnlyList<Order>? Orders, Refusal? Refusal, IReadOnlyList<RowProblem> Problems)
    {
        /// <summary>What of the table is not read.</summary>
        public string? LeftOut { get; init; }
    }

    /// <summary>Stands for the video, which is the same for all and is found once.</summary>
    private static readonly MediaSource Later = new MediaSource.Sent("");

    public async Task<Reading> ReadAsync(BatchBody body, CancellationToken cancel)
    {
        var (script, broken) = Script.Parse(body.Text);
        if (script is null)
        {
            return new(null, broken, []);
        }

        var (rows, leftOut, unreadable) = await RowsAsync(body, script, cancel);
        var refusal = unreadable ?? rows!.Count switch
        {
            0 => new("rows_missing", "There is not one row. Send items, csv, or rows."),
            > MostRows => new("rows_too_many", $"A batch has at most {MostRows} rows. Send several."),
            _ => null,
        };
        if (refusal is not null)
        {
            return new(null, refusal, []);
        }

        var (orders, problems, refusals) = (new List<Order>(), new List<RowProblem>(), new List<Refusal>());
        for (var i = 0; i < rows!.Count && problems.Count < MostProblems; i++)
        {
            var wrong = Misfits(script, rows[i], i + 1).ToList();
            if (wrong.Count == 0)
            {
                var order = OrderOf(body, script.Fill(rows[i].Values));
                if (await intake.RefuseAsync(order, cancel) is { } refused)
                {
                    wrong.Add(new(i + 1, refused.Code, refused.Detail));
                    refusals.Add(refused);
                }
                else
                {
                    orders.Add(order);
                }
            }

            problems.AddRange(wrong);
        }

        // What is wrong with the script, the voice or the user is wrong in every row, and said once.
        if (orders.Count == 0 && refusals.Count > 1 && refusals.Count == problems.Count && refusals.Distinct().Count() == 1)
        {
            return new(null, refusals[0], []);
        }

        return problems.Count > 0
            ? new(null, new("batch_invalid", $"Not all rows can be made, so none was: {problems[0].Sentence}"), problems)
            : new(body.Voice is null && body.Language is null ? await CommonVoice.ApplyAsync(speech, orders, cancel) : orders, null, [])
            {
                LeftOut = leftOut,
            };
    }

    private static IEnumerable<RowProblem> Misfits(Script script, TableRow row, int number)
    {
        var place = row.Line is { } line && line != number + 1 ? $"Row {number} (line {line})" : $"Row {number}";
        foreach (var missing in script.Variables.Where(name => !row.Values.TryGetValue(name, out var value) || string.IsNullOrWhiteSpace(value)))
        {
            yield return new(number, "variable_missing", $"{place} has nothing for {{{Shown(missing)}}}, which the text asks for.");
        }

        foreach (var unknown in row.Values.Keys.Except(script.Variables, StringComparer.Ordinal))
        {
            yield return new(
                number,
                "variable_unknown",
                $"{place} has '{Shown(unknown)}', which the text does not ask for. Leave it out, or write {{{Shown(unknown)}}} where it is to be said.");
        }
    }

    /// <summary>A name or value as a sentence quotes it.</summary>
    public static string Shown(string name) => new([.. name.Where(letter => !char.IsControl(letter)).Take(40)]);

    private static Order OrderOf(BatchBody body, string text) => new()
    {
        UserId = body.UserId,
        Feature = body.Feature,
        Video = Later,
        Says = new SpeechRequest(text, body.Voice, body.Gender, body.Language),
        Priority = body.Priority,
    };

    private async Task<(IReadOnlyList<TableRow>? Rows, string? LeftOut, Refusal? Refusal)> RowsAsync(
        BatchBody body, Script script, CancellationToken cancel)
    {
        if (new object?[] { body.Items, body.Csv, body.Rows }.Count(given => given is not null) != 1)
        {
            return (null, null, new("rows_ambiguous", "Send the rows once: as items, as csv, or as rows, which names an upload."));
        }

        if (body.Items is not null)
        {
            // The serializer does not look for nulls in lists.
            return body.Items.Any(row => row is null)
                ? (null, null, new("rows_invalid", "A row is null. Send an object for each."))
                : ([.. body.Items.Select(row => new TableRow(null, row))], null, null);
        }

        var (table, refusal) = body.Csv is { } csv
            ? await CsvRows.ReadAsync(() => new StringReader(csv), script.Variables, MostRows, cancel)
            : await UploadedAsync(body, script, cancel);
        if (table is null || table.Rows.Count == 0)
        {
            return (null, null, refusal ?? new(
                "rows_missing",
                "The table has only the line with the names. Write a line below it for each video." +
                (table!.LeftOut is { } hidden ? $" {hidden}" : "")));
        }

        var (rows, misfit) = table.Rows.Count > MostRows ? (table.Rows, null) : table.For(script);
        return (rows, table.LeftOut, misfit);
    }

    private async Task<(Table? Table, Refusal? Refusal)> UploadedAsync(BatchBody body, Script script, CancellationToken cancel)
    {
        using var scratch = workspace.NewScratch();
        var (path, missing) = body.Rows is { Upload: { } upload, Avatar: null }
            ? await sources.FetchUploadAsync("rows", upload, MostTableBytes, scratch, cancel)
            : (null, new("rows_missing", "`rows` must name an upload."));
        return path is null ? (null, missing) : await TableFile.ReadAsync(path, script.Variables, MostRows, cancel);
    }
}
