using System.Text;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>From a body to the orders of its rows: all of them, or what is wrong with any.</summary>
internal sealed class BatchReader(Materials materials, OrderDesk desk, Workspace workspace)
{
    public const int MostRows = 1000;

    private const int MostCsvBytes = 10 << 20;
    private const int MostProblems = 100;

    /// <summary>What became of a look at a body: either orders, or why not, where rows are to blame with each of them.</summary>
    /// <param name="Orders">Their video is not found yet.</param>
    public sealed record Reading(IReadOnlyList<Order>? Orders, Refusal? Refusal, IReadOnlyList<RowProblem> Problems);

    /// <summary>Stands for the video, which is the same for all and is found once.</summary>
    private static readonly Material Later = new Material.Sent("");

    public async Task<Reading> ReadAsync(BatchBody body, CancellationToken cancel)
    {
        var (script, broken) = Script.Parse(body.Text);
        if (script is null)
        {
            return new(null, broken, []);
        }

        var (rows, unreadable) = await RowsAsync(body, cancel);
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

        var (orders, problems) = (new List<Order>(), new List<RowProblem>());
        for (var i = 0; i < rows!.Count && problems.Count < MostProblems; i++)
        {
            var wrong = Misfits(script, rows[i], i + 1).ToList();
            if (wrong.Count == 0)
            {
                var order = OrderOf(body, script.Fill(rows[i]));
                orders.Add(order);
                if (await desk.RefuseAsync(order, cancel) is { } refused)
                {
                    wrong.Add(new(i + 1, refused.Code, refused.Detail));
                }
            }

            problems.AddRange(wrong);
        }

        return problems.Count == 0 ? new(orders, null, [])
            : new(null, new("batch_invalid", $"Not all rows can be made, so none was: {problems[0].Sentence}"), problems);
    }

    private static IEnumerable<RowProblem> Misfits(Script script, IReadOnlyDictionary<string, string> row, int number)
    {
        foreach (var missing in script.Variables.Where(name => !row.TryGetValue(name, out var value) || string.IsNullOrWhiteSpace(value)))
        {
            yield return new(number, "variable_missing", $"Row {number} has nothing for {{{Shown(missing)}}}, which the text asks for.");
        }

        foreach (var unknown in row.Keys.Except(script.Variables, StringComparer.Ordinal))
        {
            yield return new(number, "variable_unknown", $"Row {number} has '{Shown(unknown)}', which the text does not ask for. Leave it out, or write {{{Shown(unknown)}}} where it shall be said.");
        }
    }

    private static string Shown(string name) => new([.. name.Where(letter => !char.IsControl(letter)).Take(40)]);

    private static Order OrderOf(BatchBody body, string text) => new()
    {
        UserId = body.UserId,
        Feature = body.Feature,
        Video = Later,
        Says = new SpeechRequest(text, body.Voice, body.Gender, body.Language),
        Priority = body.Priority,
    };

    private async Task<(IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows, Refusal? Refusal)> RowsAsync(BatchBody body, CancellationToken cancel)
    {
        if (new object?[] { body.Items, body.Csv, body.Rows }.Count(given => given is not null) != 1)
        {
            return (null, new("rows_ambiguous", "Send the rows once: as items, as csv, or as rows, which names an upload."));
        }

        if (body.Items is not null)
        {
            // The serializer does not look for nulls in lists.
            return body.Items.Any(row => row is null) ? (null, new("rows_invalid", "A row is null. Send an object for each.")) : (body.Items, null);
        }

        if (body.Csv is not null)
        {
            using var text = new StringReader(body.Csv);
            return await CsvRows.ReadAsync(text, MostRows, cancel);
        }

        using var scratch = workspace.NewScratch();
        var (path, missing) = body.Rows is { Upload: { } upload, Avatar: null }
            ? await materials.FetchUploadAsync("rows", upload, MostCsvBytes, scratch, cancel)
            : (null, new("rows_missing", "rows names no upload."));
        if (path is null)
        {
            return (null, missing);
        }

        try
        {
            using var text = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return await CsvRows.ReadAsync(text, MostRows, cancel);
        }
        catch (DecoderFallbackException)
        {
            return (null, new("csv_not_utf8", "The CSV is not in UTF-8. Export it as 'CSV UTF-8'."));
        }
    }
}
