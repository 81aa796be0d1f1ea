using System.Security.Cryptography;
using System.Text.Json;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary><c>POST /v1/batches</c>: a job for each row. All rows are looked at before the first job is made.</summary>
internal sealed class CreateBatch(
    BatchStore store, SpeechSynthesizer speech, MediaSourceResolver sources, OrderIntake intake, JobQueue queue, Workspace workspace, Database database, TimeProvider time,
    IHostApplicationLifetime program, ILogger<CreateBatch> log)
{
    private const int ShownTexts = 3, MostWarnings = 100;

    public static async Task<Results<Created<BatchState>, Ok<BatchCheck>, ProblemHttpResult>> Handle(HttpContext http, BatchBody body, BatchReader reader, CreateBatch create, CancellationToken cancel)
    {
        var read = await reader.ReadAsync(body, cancel);
        if (read.Orders is not { } orders)
        {
            return ToProblem(read);
        }

        if (body.DryRun)
        {
            var (check, refusal) = await create.CheckAsync(body, orders, read.LeftOut, cancel);
            return check is null ? refusal!.ToProblem() : TypedResults.Ok(check);
        }

        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body)));
        var made = await http.OnceAsync(body.UserId, $"batch {fingerprint}", (id, stop) => create.MakeAsync(body, orders, id, stop), cancel);
        return made.Result switch
        {
            Created<BatchState> created => created,
            ProblemHttpResult problem => problem,
            _ => throw new InvalidOperationException("Neither made nor refused."),
        };
    }

    private static ProblemHttpResult ToProblem(BatchReader.Reading read) =>
        TypedResults.Problem(
            statusCode: read.Refusal!.Status,
            detail: read.Refusal.Detail,
            extensions: [new("code", read.Refusal.Code), .. read.Problems.Count > 0 ? [new KeyValuePair<string, object?>("rows", read.Problems)] : Array.Empty<KeyValuePair<string, object?>>()]);

    private async Task<(BatchCheck? Check, Refusal? Refusal)> CheckAsync(
        BatchBody body, IReadOnlyList<Order> orders, string? leftOut, CancellationToken cancel)
    {
        using var scratch = workspace.NewScratch();
        var (video, refusal) = await VideoAsync(body, scratch, cancel);
        return video is null ? (null, refusal)
            : (new(orders.Count, [.. orders.Take(ShownTexts).Select(order => order.Says!.Text)], video.Changes,
                [.. OfTable(leftOut), .. await WarningsAsync(body, orders, cancel)]), null);
    }

    private static RowProblem[] OfTable(string? leftOut) => leftOut is null ? [] : [new(0, "table_left_out", leftOut)];

    /// <summary>Rows of another language or voice come first: what is told of each row alone may be too much to be told of all.</summary>
    private async Task<IReadOnlyList<RowProblem>> WarningsAsync(BatchBody body, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var (rows, differing) = (new List<(int Row, SpeechPlan Plan)>(), new List<RowProblem>());
        foreach (var (i, order) in orders.Index())
        {
            if ((await speech.ChooseAsync(order.Says!, cancel)).Plan is not { } plan)
            {
                continue;
            }

            rows.Add((i + 1, plan));
            if (body.Language is null && order.Says!.Language is not null
                && (await speech.ChooseAsync(order.Says with { Language = null }, cancel)).Plan is { Language: var own })
            {
                differing.Add(new(
                    i + 1,
                    "language_differs",
                    $"This row seems to be in {own}; {plan.Voices[0].Id} speaks it in {plan.Language}, as the others. "
                    + "Send rows of one language, or name the language."));
            }
        }

        var usual = rows.GroupBy(row => row.Plan.Voices[0].Id).MaxBy(same => same.Count())?.Key;
        differing.AddRange(rows.Where(row => row.Plan.Voices[0].Id != usual).Select(row => new RowProblem(
            row.Row,
            "voice_differs",
            $"{row.Plan.Voices[0].Id} would speak this row, {usual} most others, since it is in {row.Plan.Language}. "
            + "Send rows of one language, or a voice.")));
        var notes = rows.SelectMany(row => row.Plan.Notes.Select(note => new RowProblem(row.Row, note.Code, note.Sentence)));
        return [.. differing.Concat(notes).Take(MostWarnings)];
    }

    private async Task<(MediaSource.Normalised? Video, Refusal? Refusal)> VideoAsync(BatchBody body, TempFolder scratch, CancellationToken cancel)
    {
        var (material, missing) = await sources.FindVideoAsync(body.Video, cancel);
        return material is null ? (null, missing) : await intake.NormaliseVideoAsync(material, body.UserId, scratch, cancel);
    }

    private async Task<Idempotency.Made<BatchState>> MakeAsync(BatchBody body, IReadOnlyList<Order> orders, string id, CancellationToken cancel)
    {
        using var scratch = workspace.NewScratch();
        var begun = await store.FindAsync(id, cancel) is not null;
        var (video, refusal) = await VideoAsync(body, scratch, cancel);
        if (video is null && !begun)
        {
            return new(null, null, refusal);
        }

        if (!begun)
        {
            // Later rows have larger ids, as later jobs have.
            var now = time.GetUtcNow();
            var batch = new Batch { BatchId = id, UserId = body.UserId, Feature = body.Feature ?? "" };
            await store.AddAsync(batch, [.. orders.Select((_, i) => database.NewId(now.AddMilliseconds(i)))], cancel);
        }

        // What has begun goes on when its client hangs up: half a batch is of no use.
        var stop = program.ApplicationStopping;
        foreach (var item in await store.ItemsAsync(id, after: 0, orders.Count, stop))
        {
            await (video is null
                ? FailMissingAsync(id, item, refusal!, stop)
                : MakeAsync(id, item, new AcceptedOrder(orders[item.Number - 1], video, null), stop));
        }

        return new(await ShowBatch.OfAsync(store, (await store.FindAsync(id, stop))!, after: 0, ShowBatch.Usual, stop), $"/v1/batches/{id}", null);
    }

    /// <summary>What an earlier try of the same request had no time for, and what cannot be made any more.</summary>
    private async Task FailMissingAsync(string batchId, BatchItem item, Refusal why, CancellationToken cancel)
    {
        if (await queue.FindAsync(item.JobId, cancel) is null)
        {
            await store.FailAsync(batchId, item.Number, why, cancel);
        }
    }

    /// <summary>One that is there already is one that an earlier try of the same request made.</summary>
    private async Task MakeAsync(string batchId, BatchItem item, AcceptedOrder order, CancellationToken cancel)
    {
        if (await queue.FindAsync(item.JobId, cancel) is not null)
        {
            return;
        }

        try
        {
            await intake.SubmitAsync(order, item.JobId, cancel);
            if (item.ErrorCode is not null)
            {
                await store.MadeAsync(batchId, item.Number, cancel);
            }
        }
        catch (FileNotFoundException)
        {
            await store.FailAsync(batchId, item.Number, new("avatar_unknown", "The avatar was deleted at this moment."), cancel);
        }
        catch (IOException broken)
        {
            log.LogWarning(broken, "Row {Row} of batch {BatchId} could not be made", item.Number, batchId);
            await store.FailAsync(batchId, item.Number, new("row_not_created", "The storage failed at this row. Send it again."), cancel);
        }
    }
}
