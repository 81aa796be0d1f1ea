using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar jobs list</c>: the newest first.</summary>
internal static class JobsList
{
    private const int MostOfAPage = 100;

    public static Command Create()
    {
        var status = new Option<string?>("--status") { Description = "Only jobs in this state; several are separated by commas." };
        var user = new Option<string?>("--user") { Description = "Only jobs of this user." };
        var feature = new Option<string?>("--feature") { Description = "Only jobs that are listed as this." };
        var text = new Option<string?>("--text") { Description = "Only jobs with these words in their user, feature, text or error, or whose id begins so." };
        var limit = new Option<int>("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) || number < 1))
            {
                result.AddError($"--limit must be a number from 1 up, but is {token.Value}.");
            }
        });
        var json = ClientOptions.Json("Write them as one JSON document: items, and next, the cursor of the next page.");
        var command = new Command("list", "List jobs, the newest first.") { status, user, feature, text, limit, json };
        return command.Asks(async (parsed, server, cancel) =>
        {
            (string Name, string? Value)[] filter =
            [
                ("status", parsed.GetValue(status)), ("user_id", parsed.GetValue(user)), ("feature", parsed.GetValue(feature)), ("q", parsed.GetValue(text)),
            ];
            var (page, refusal) = await ReadAsync(server, filter, parsed.GetValue(limit), cancel);
            if (page is null)
            {
                return Console.Refused(refusal!);
            }

            if (parsed.GetValue(json))
            {
                Console.Say(JsonSerializer.SerializeToElement(page));
                return 0;
            }

            Show([.. page["items"]!.AsArray().Select(item => JobView.Of(item.Deserialize<JsonElement>()))]);
            return 0;
        });
    }

    /// <summary>As many pages as it takes, as one.</summary>
    private static async Task<Answer<JsonObject>> ReadAsync(ApiClient server, (string Name, string? Value)[] filter, int limit, CancellationToken cancel)
    {
        var (items, cursor) = (new JsonArray(), (string?)null);
        do
        {
            (string Name, string? Value)[] query = [.. filter, ("limit", Math.Min(limit - items.Count, MostOfAPage).ToString(CultureInfo.InvariantCulture)), ("cursor", cursor)];
            var path = $"v1/jobs?{string.Join('&', query.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"))}";
            var (page, refusal) = await server.AskAsync(HttpMethod.Get, path, cancel);
            using (page)
            {
                if (page is null)
                {
                    return refusal!;
                }

                foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
                {
                    items.Add(JsonNode.Parse(item.GetRawText()));
                }

                cursor = page.RootElement.GetProperty("next").GetString();
            }
        }
        while (cursor is not null && items.Count < limit);
        return new JsonObject { ["items"] = items, ["next"] = cursor };
    }

    private static void Show(IReadOnlyList<JobView> jobs)
    {
        if (System.Console.IsOutputRedirected)
        {
            foreach (var job in jobs)
            {
                Console.Say(string.Join('\t', Row(job)));
            }

            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Job", "Status", "", "Feature", "User", "Submitted (UTC)", "Took");
        foreach (var job in jobs)
        {
            table.AddRow([.. Row(job).Select(cell => new Text(cell))]);
        }

        Console.Show(table);
    }

    private static string[] Row(JobView job) =>
    [
        Console.Plain(job.JobId),
        Console.Plain(job.Status),
        Console.Plain(job.HasEnded ? job.Error?.Code ?? "" : $"{job.Standing()}{(job.Progress is { } progress ? $" {progress:0%}" : "")}"),
        Console.Plain(job.Feature),
        Console.Plain(job.UserId),
        job.CreatedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        job.Duration() ?? "",
    ];
}
