using IntelliAvatar.Client;
using IntelliAvatar.Client.Models;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>A client that was generated from docs/openapi.json, as a customer's would be, does a whole job.</summary>
[Collection(ServerTests.Name)]
public sealed class GeneratedClientTests : IClassFixture<RunningServer>, IDisposable
{
    private readonly RunningServer _running;
    private readonly SampleMedia _media;
    private readonly HttpClientRequestAdapter _adapter;
    private readonly IntelliAvatarClient _client;

    public GeneratedClientTests(RunningServer running, SampleMedia media)
    {
        (_running, _media) = (running, media);
        _adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider());
        _client = new IntelliAvatarClient(_adapter);
        _adapter.BaseUrl = $"{running.Client.Http.BaseAddress}".TrimEnd('/'); // "/" in the document is relative to it
    }

    public void Dispose() => _adapter.Dispose();

    [Fact]
    public async Task It_submits_follows_lists_and_downloads_a_job()
    {
        await using var video = File.OpenRead(_media.Video);
        await using var audio = File.OpenRead(_media.Speech);
        var form = new MultipartBody { RequestAdapter = _adapter };
        form.AddOrReplacePart("video", "application/octet-stream", video, "head.mp4");
        form.AddOrReplacePart("audio", "application/octet-stream", audio, "speech.wav");
        var answer = await _client.Feature1.CreateJob.PostAsync(form, request => request.QueryParameters.UserId = "anita");

        var job = await Eventually.GetAsync(async () => (await _client.V1.Jobs[answer!.JobId!].GetAsync())!, job => job.Status is "COMPLETED" or "FAILED");
        Assert.Equal(("COMPLETED", 1.0, "anita", 1), (job.Status, job.Progress, job.UserId, job.Attempt));
        Assert.Equal("COMPLETED", Assert.Single(job.Attempts!).Outcome);
        Assert.True(job.EndedAt > job.CreatedAt);

        var page = await _client.V1.Jobs.GetAsync(request => request.QueryParameters.Limit = 1);
        Assert.Equal(job.JobId, Assert.Single(page!.Items!).JobId);

        await using var result = await _client.V1.Jobs[job.JobId!].Video.GetAsync();
        using var bytes = new MemoryStream();
        await result!.CopyToAsync(bytes);
        Assert.Equal(_running.Gpu.Result, bytes.ToArray());
    }

    [Fact]
    public async Task It_throws_a_problem_with_its_code_and_its_sentence()
    {
        var problem = await Assert.ThrowsAsync<ProblemDetails>(() => _client.V1.Jobs[$"{Guid.NewGuid()}"].GetAsync());

        Assert.Equal(("job_unknown", 404, "There is no job with this id."), (problem.Code, problem.ResponseStatusCode, problem.Detail));
    }
}
