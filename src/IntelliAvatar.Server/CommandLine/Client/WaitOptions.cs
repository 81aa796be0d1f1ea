using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>What happens to a job that a verb has just made: nothing, or it is waited for, and its video fetched.</summary>
internal sealed class WaitOptions
{
    private readonly Option<bool> _wait = ClientOptions.Wait();
    private readonly Option<FileInfo?> _out = ClientOptions.Out("Where the finished video goes; waits for it.");
    private readonly Option<bool> _json = ClientOptions.Json("Write the job as one JSON document.");

    /// <param name="inputs">The files that the command reads.</param>
    public void AddTo(Command command, params Symbol[] inputs)
    {
        command.Add(_wait);
        command.Add(_out);
        command.Add(_json);
        command.KeepsInputs(_out, inputs);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ParseResult parsed, ApiClient server, string jobId, CancellationToken cancel)
    {
        var (output, json) = (parsed.GetValue(_out)?.FullName, parsed.GetValue(_json));
        if (!parsed.GetValue(_wait) && output is null)
        {
            return json ? await SayJobAsync(server, jobId, cancel) : SaySimply(jobId);
        }

        Console.Tell($"Job {Console.Plain(jobId)}");
        var end = await JobWatch.ToEndAsync(server, jobId, hasBar: !System.Console.IsErrorRedirected, JobWatch.Lines(Console.Tell), cancel);
        if (end.Refusal is { } lost)
        {
            return Console.Refused(lost);
        }

        var job = JobView.Of(end.Value!.RootElement);
        var exit = job.IsCompleted && output is not null ? await JobsDownload.ToAsync(server, jobId, output, cancel) : 0;
        if (json)
        {
            exit |= await SayJobAsync(server, jobId, cancel);
        }
        else if (job.IsCompleted && exit == 0)
        {
            exit = SaySimply(output ?? jobId);
        }

        return job.IsCompleted ? exit : NoVideo(job);
    }

    /// <summary>Says why a job has no video, and gives the exit code for it.</summary>
    public static int NoVideo(JobView job)
    {
        if (job.Error is { Code: var code, Message: var message, WhatToDo: var help })
        {
            return Console.Refused(new Refusal(code, help is null ? message : $"{message} {help}"));
        }

        Console.Tell($"The job has ended without a video: {Console.Plain(job.Standing())}.");
        return 1;
    }

    private static int SaySimply(string result)
    {
        Console.Say(result);
        return 0;
    }

    private static async Task<int> SayJobAsync(ApiClient server, string jobId, CancellationToken cancel)
    {
        var (job, refusal) = await server.JobAsync(jobId, cancel);
        if (job is null)
        {
            return Console.Refused(refusal!);
        }

        Console.Say(job.RootElement);
        return 0;
    }
}
