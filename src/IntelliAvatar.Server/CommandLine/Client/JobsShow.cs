using System.CommandLine;
using System.Globalization;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar jobs show</c>: all that is known of one job.</summary>
internal static class JobsShow
{
    public static Command Create()
    {
        var jobId = ClientOptions.JobId();
        var json = ClientOptions.Json("Write it as one JSON document.");
        var command = new Command("show", "Show a job.") { jobId, json };
        return command.Asks(async (parsed, server, cancel) =>
        {
            var (answer, refusal) = await server.JobAsync(parsed.GetValue(jobId)!, cancel);
            if (answer is null)
            {
                return Console.Refused(refusal!);
            }

            if (parsed.GetValue(json))
            {
                Console.Say(answer.RootElement);
                return 0;
            }

            foreach (var (name, value) in Lines(JobView.Of(answer.RootElement)))
            {
                if (value is { Length: > 0 })
                {
                    Console.Say($"{name,-13}{Console.Plain(value)}");
                }
            }

            return 0;
        });
    }

    private static IEnumerable<(string Name, string? Value)> Lines(JobView job)
    {
        yield return ("job", job.JobId);
        yield return ("status", job.Status);
        if (!job.HasEnded)
        {
            yield return ("now", $"{job.Standing()}{(job.Progress is { } progress ? $", {progress:0%}" : "")}{(job.Left() is { } left ? $", {left} left" : "")}");
        }

        yield return ("error", job.Error is { } error ? Sentence(error) : null);
        yield return ("feature", job.Feature);
        yield return ("user", job.UserId);
        yield return ("text", job.Speech?.Text);
        yield return ("voice", job.Speech?.Voice);
        yield return ("speech", job.Speech?.Seconds is { } seconds ? $"{seconds:0.0} s" : null);
        yield return ("submitted", Time(job.CreatedAt));
        yield return ("started", Time(job.StartedAt));
        yield return ("ended", Time(job.EndedAt));
        yield return ("took", job.Duration());
        yield return ("model server", job.ModelServer);
        yield return ("changed", string.Join(" · ", job.Changes));
        yield return ("repeats", job.RetryOf);
        yield return ("repeated as", string.Join(", ", job.RetriedAs));
        foreach (var attempt in job.Attempts)
        {
            var outcome = attempt.Outcome?.ToLowerInvariant() ?? "runs";
            yield return ($"attempt {attempt.Attempt}", $"{Time(attempt.StartedAt)}, {outcome}{(attempt.Error is { } why ? $": {Sentence(why)}" : "")}");
        }
    }

    private static string Sentence(JobView.ErrorView error) => $"{error.Message} ({error.Code}){(error.WhatToDo is null ? "" : $" {error.WhatToDo}")}";

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
