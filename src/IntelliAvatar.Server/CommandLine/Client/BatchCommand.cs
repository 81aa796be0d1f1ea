using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar batch</c>: one script, a table, and a video for each row.</summary>
internal static class BatchCommand
{
    public static Command Create()
    {
        var script = Files.Existing(new Argument<FileInfo>("script") { Description = "What the videos say, with {name} where each row has its own; double a brace to write a literal one." });
        var rows = Files.Existing(new Argument<FileInfo>("rows") { Description = "The table: an xlsx workbook, or a CSV in UTF-8; its first line has the names." });
        var video = Files.Existing("--video", "The head: a video (mp4, mov, webm, mkv, avi, ts) or a picture (jpg, png, heic, webp, avif, tiff, gif, bmp).", required: false);
        var avatar = new Option<string?>("--avatar") { Description = "The head, where no video is given: the id of an avatar of GET /v1/avatars." };
        var spoken = new VoiceOptions();
        var user = ClientOptions.User();
        var dryRun = new Option<bool>("--dry-run") { Description = "Look at everything, show what the first rows would say, and make nothing." };
        var noWait = new Option<bool>("--no-wait") { Description = "Make the jobs, and do not stay until they have ended." };
        var output = Files.TargetFolder("--out", "Where the finished videos go: 0001.mp4 is the first row's. Made if it is not there.");
        var json = ClientOptions.Json("Write a line of JSON for each row.");
        var command = new Command("batch", "Have a server make a video for each row of a table.") { script, rows, video, avatar, user, dryRun, noWait, output, json };
        spoken.AddTo(command);
        command.KeepsInputs(output, BatchReport.IsVideo, script, rows, video);
        rows.Validators.Add(result => NeedContent(result, result.Tokens));
        video.Validators.Add(result => NeedContent(result, result.Tokens));
        command.Validators.Add(result => // before the values are looked at: one that is none would throw
        {
            if ((result.GetResult(video) is null) == (result.GetResult(avatar) is null))
            {
                result.AddError("Say whose head it is: --video or --avatar, one of them.");
            }

            if (result.GetResult(output) is not null && (result.GetValue(dryRun) || result.GetValue(noWait)))
            {
                result.AddError("--out waits for the videos: it does not go with --dry-run and --no-wait.");
            }
        });
        return command.Asks(async (parsed, server, cancel) =>
        {
            var (text, unreadable) = await Files.ReadTextAsync(parsed.GetValue(script)!, cancel);
            if (text is null)
            {
                return Console.Refused(unreadable!);
            }

            var folder = parsed.GetValue(output) is { } target ? Directory.CreateDirectory(target.FullName) : null;
            var body = new JsonObject { ["user_id"] = parsed.GetValue(user), ["text"] = text, ["dry_run"] = parsed.GetValue(dryRun) };
            spoken.WriteTo(body, parsed);
            if (parsed.GetValue(avatar) is { } known)
            {
                body["video"] = new JsonObject { ["avatar"] = known };
            }

            var files = new List<(string, FileInfo)> { ("rows", parsed.GetValue(rows)!) };
            if (parsed.GetValue(video) is { } head)
            {
                files.Add(("video", head));
            }

            var reply = await new Submission(server).SendAsync("v1/batches", body, files, cancel);
            var report = new BatchReport(server, parsed.GetValue(json), folder);
            return reply.Document is not { } document ? report.Refused(reply)
                : parsed.GetValue(dryRun) ? report.DryRun(document)
                : BatchView.Of(document) is var batch && !ApiClient.IsId(batch.BatchId) ? Console.Refused(server.NotUnderstood("took the rows, but named no batch"))
                : parsed.GetValue(noWait) ? await report.MadeAsync(batch, cancel)
                : await report.ToEndAsync(batch, cancel);
        });
    }

    private static void NeedContent(SymbolResult result, IReadOnlyList<Token> tokens)
    {
        if (tokens is [{ Value: { Length: > 0 } path }] && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            result.AddError($"'{path}' is empty.");
        }
    }
}
