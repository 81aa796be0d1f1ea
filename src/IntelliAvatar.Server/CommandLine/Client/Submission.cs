using System.Text.Json;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>A new job's form on its way to <c>POST /v1/jobs</c>.</summary>
internal static class Submission
{
    /// <returns>The id of the job that runs.</returns>
    public static async Task<Answer<string>> SendAsync(
        ApiClient server, IReadOnlyList<(string Name, string? Text)> fields, IReadOnlyList<(string Name, FileInfo File)> files, CancellationToken cancel)
    {
        var (answer, refusal) = await Console.WithProgressAsync("Uploading", async bar =>
        {
            var (total, sent) = (files.Sum(file => file.File.Length), 0L);
            using var form = new MultipartFormDataContent();
            foreach (var (name, text) in fields.Where(field => field.Text is not null))
            {
                form.Add(new StringContent(text!), name);
            }

            foreach (var (name, file) in files)
            {
                form.Add(new FileContent(file.FullName, Sent), name, file.Name);
            }

            return await server.SubmitAsync("v1/jobs", form, cancel);

            void Sent(int bytes)
            {
                sent += bytes;
                bar.Report(total == 0 ? 1 : (double)sent / total);
                if (sent == total)
                {
                    bar.Title("The server looks at it");
                }
            }
        });
        using (answer)
        {
            return refusal is not null ? refusal
                : answer!.RootElement is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("job_id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is var jobId && ApiClient.IsId(jobId) ? jobId!
                : server.NotUnderstood("took the upload, but named no job");
        }
    }
}
