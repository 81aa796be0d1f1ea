using System.Net;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Who sends too much was told a limit that was none: the files' limits and those of all fields together. A limit below 50 KiB was told as 0 MiB.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class NamedLimitTests(SampleMedia media) : IAsyncLifetime
{
    private const int MostVideo = 1 << 20, MostAudio = 40 << 10;

    private readonly Sandbox _sandbox = new();
    private ServerProcess _server = null!;

    public async Task InitializeAsync() =>
        _server = await ServerProcess.StartAsync(_sandbox.Folder, "api", $"--Limits:MaxVideoBytes={MostVideo}", $"--Limits:MaxAudioBytes={MostAudio}");

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData(7 << 20, false, "upload_too_large", "at most 1 MiB of video and 40 KiB of audio.")]
    [InlineData(7 << 20, true, "video_too_large", "larger than the 1 MiB that")]
    [InlineData(MostVideo + 1, false, "video_too_large", "larger than the 1 MiB that")]
    [InlineData(MostVideo + 1, true, "video_too_large", "larger than the 1 MiB that")]
    public async Task A_form_with_too_large_a_video_is_told_the_limit_of_the_video(int bytes, bool isChunked, string code, string sentence)
    {
        using var answer = await SendAsync("/feature1/create-job?user_id=anita", isChunked, ("video", null, Filled(bytes)), ("audio", null, media.Speech));
        await AssertAsync(answer, code, sentence);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_with_too_large_an_audio_is_told_the_limit_of_the_audio(bool isChunked)
    {
        using var answer = await SendAsync("/v1/jobs", isChunked, ("user_id", "anita", null), ("video", null, media.Video), ("audio", null, Filled(MostAudio + 1)));
        await AssertAsync(answer, "audio_too_large", "larger than the 40 KiB that");
    }

    [Theory]
    [InlineData("/feature2/text-to-avatar")]
    [InlineData("/v1/avatars")]
    public async Task A_form_with_only_a_video_names_no_other_limit(string address)
    {
        using var answer = await SendAsync(address, isChunked: false, ("user_id", "anita", null), ("video", null, Filled(7 << 20)));
        await AssertAsync(answer, "upload_too_large", "accepts: at most 1 MiB of video.");
    }

    [Fact]
    public async Task An_upload_in_pieces_is_told_both_limits()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", $"{MostVideo + 1}" } } };
        using var answer = await _server.Client.Http.SendAsync(request);
        await AssertAsync(answer, "upload_too_large", "at most 1 MiB of video and 40 KiB of audio.");
    }

    private static async Task AssertAsync(HttpResponseMessage answer, string code, string sentence)
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var problem = await AvatarClient.ProblemAsync(answer);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(sentence, problem.GetProperty("detail").GetString());
    }

    private async Task<HttpResponseMessage> SendAsync(string address, bool isChunked, params (string, string?, string?)[] parts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = AvatarClient.Form(parts) };
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        return await _server.Client.Http.SendAsync(request);
    }

    private string Filled(int bytes)
    {
        var path = _sandbox.Path("filled");
        File.WriteAllBytes(path, new byte[bytes]);
        return path;
    }
}
