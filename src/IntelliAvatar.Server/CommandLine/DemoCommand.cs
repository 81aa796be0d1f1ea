using System.CommandLine;
using System.Text.Json;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.CommandLine;

/// <summary><c>intelliavatar demo</c>: the main job for real, through a server, and a look at whether the result is any good.</summary>
internal static class DemoCommand
{
    private const string Text =
        "Hello, and welcome! My name is Maya. Please give me a video of somebody's face and a few words, and I make them speak. No big computer is needed. Bye bye!";

    private const double ClosedAtLeast = 0.95;
    private const double FollowsAtLeast = 0.9;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var output = Files.Named(new Option<FileInfo>("--out") { Description = "Where the video goes.", DefaultValueFactory = _ => new FileInfo("demo.mp4") });
        var command = new Command("demo", "Make an avatar video of the sample presenter: server, job, progress, result.") { output };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(output)!.FullName, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string output, CancellationToken cancel)
    {
        var presenter = Path.Combine(AppContext.BaseDirectory, "samples", "presenter.mp4");
        var folder = Directory.CreateTempSubdirectory("intelliavatar-demo-");
        try
        {
            // A server of its own, with its own data and none of the user's settings: the demo shows what every machine can do.
            await using var server = await ChildProcess.StartAsync(
                ThisProgram.Command("serve", "--urls", "http://127.0.0.1:0", "--Storage:Reserve=0") with { WorkingDirectory = folder.FullName }, cancel);
            if (await AddressAsync(server, cancel) is not { } url)
            {
                return 1;
            }

            Console.Tell($"The server runs at {url}.");
            using var client = new HttpClient { BaseAddress = url };
            var id = await SubmitAsync(client, presenter, cancel);
            Console.Tell($"Job {id}: a text becomes speech, the speech becomes a video.");
            var job = await Console.WithProgressAsync("Making the video", progress => WaitAsync(client, id, progress, cancel));
            if (job.GetProperty("status").GetString() != "COMPLETED")
            {
                Console.Tell($"The job failed: {job.GetProperty("error").GetString()}");
                return 1;
            }

            await DownloadAsync(client, id, output, cancel);
            string Stored(string key) => Path.Combine(folder.FullName, "storage", key);
            return await JudgeAsync(
                new FinishedVideo(presenter, Stored(StorageKeys.Audio(id)), output, Stored(StorageKeys.PhonesOf(StorageKeys.Audio(id)))), cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Uri?> AddressAsync(RunningChild server, CancellationToken cancel)
    {
        const string Listening = "Now listening on: ";
        await foreach (var line in server.OutputLines(cancel))
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                return new Uri(line[(at + Listening.Length)..].Trim());
            }
        }

        await foreach (var line in server.ErrorLines(cancel))
        {
            Console.Tell(line);
        }

        return null;
    }

    private static async Task<string> SubmitAsync(HttpClient client, string presenter, CancellationToken cancel)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("demo"), "user_id" },
            { new StringContent(Text), "text" },
            { new StringContent("female"), "gender" },
            { new StreamContent(File.OpenRead(presenter)), "video", "presenter.mp4" },
        };
        using var answer = await client.PostAsync("/feature2/text-to-avatar", form, cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return answer.IsSuccessStatusCode
            ? body.GetProperty("job_id").GetString()!
            : throw new InvalidOperationException($"The server refused the job: {body}");
    }

    private static async Task<JsonElement> WaitAsync(HttpClient client, string id, Console.Bar progress, CancellationToken cancel)
    {
        while (true)
        {
            var jobs = await client.GetFromJsonAsync<JsonElement>("/feature1/jobs", cancel);
            var job = jobs.EnumerateArray().Single(entry => entry.GetProperty("job_id").GetString() == id);
            if (job.GetProperty("progress") is { ValueKind: JsonValueKind.Number } share)
            {
                progress.Report(share.GetDouble());
            }

            if (job.GetProperty("status").GetString() is "COMPLETED" or "FAILED")
            {
                return job;
            }

            await Task.Delay(Look, TimeProvider.System, cancel);
        }
    }

    private static async Task DownloadAsync(HttpClient client, string id, string output, CancellationToken cancel)
    {
        var part = $"{output}.part";
        await using (var file = File.Create(part))
        await using (var video = await client.GetStreamAsync($"/feature1/download/{id}", cancel))
        {
            await video.CopyToAsync(file, cancel);
        }

        File.Move(part, output, overwrite: true);
    }

    /// <summary>A demo never lies: it succeeds only if the video is what it should be and the mouth follows the speech.</summary>
    private static async Task<int> JudgeAsync(FinishedVideo video, CancellationToken cancel)
    {
        var result = await Console.WithProgressAsync("Looking at the result", progress => video.MeasureAsync(progress, cancel));
        if (result is not MediaResult<FinishedVideo.Measured>.Ready { Value: var measured })
        {
            return Console.Refused(((MediaResult<FinishedVideo.Measured>.Refused)result).Refusal);
        }

        var (contract, phones) = (measured.Contract, measured.Metrics.Phones!);
        Console.Tell(
            $"{contract.VideoCodec} {contract.Width}×{contract.Height}, {contract.FrameRate} frames/s, {contract.AudioCodec}; lips closed on {phones.BilabialsClosed} of {phones.Bilabials} p, b, m; the mouth follows the sounds with r = {phones.Track.R:0.00}.");
        Console.Say(video.Output);
        if (contract.Met && phones.BilabialsClosedShare >= ClosedAtLeast && phones.Track.R >= FollowsAtLeast)
        {
            return 0;
        }

        Console.Tell("This is not as good as it must be: please report it with the file.");
        return 1;
    }
}
