using System.Net;
using System.Net.Sockets;
using System.Text;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A hundred forms that were sent slowly, or a few files that were announced and never sent, kept everybody else's out.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class SlowStrangersTests(SampleMedia media) : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly List<TcpClient> _slow = [];
    private readonly ManualClock _clock = new();

    public void Dispose()
    {
        _slow.ForEach(client => client.Dispose());
        _sandbox.Dispose();
    }

    [Fact]
    public void One_address_has_at_most_half_of_the_places()
    {
        var forms = Forms(new() { MaxForms = 4 });
        var mine = Enter(forms, "a")!;
        Assert.NotNull(Enter(forms, "a"));
        Assert.StartsWith("Too many files are being uploaded from your address", forms.Enter(100, "a").Refusal?.Detail, StringComparison.Ordinal);
        Assert.NotNull(Enter(forms, "b"));
        Assert.NotNull(Enter(forms, "c"));
        Assert.StartsWith("Too many files are being uploaded at this moment", forms.Enter(100, "b").Refusal?.Detail, StringComparison.Ordinal);
        mine.Dispose();
        Assert.NotNull(Enter(forms, "a"));
    }

    [Fact]
    public void One_address_has_at_most_half_of_the_room_on_the_disk_but_one_large_file_is_taken()
    {
        var forms = Forms(new(), free: 1000);
        using (var large = Enter(forms, "a", 900)!)
        {
            large.Stored(600);
            Assert.Equal("uploads_busy", forms.Enter(300, "a").Refusal?.Code); // 300 are still to come
            Assert.NotNull(Enter(forms, "b", 300));
            Assert.Equal(DiskReserve.Code, forms.Enter(500, "c").Refusal?.Code);
        }

        Assert.NotNull(Enter(forms, "a", 600));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    public void When_the_places_are_taken_the_slowest_makes_room_once_it_is_known_to_be_slow(string next)
    {
        var forms = Forms(new() { MaxForms = 4 });
        var (fast, slow) = (Enter(forms, "a")!, Enter(forms, "a")!);
        using var other = Enter(forms, "b")!;
        using var fourth = Enter(forms, "b")!;
        Assert.Equal("uploads_busy", forms.Enter(100, next).Refusal?.Code); // nothing can be said about their pace yet
        _clock.Advance(TimeSpan.FromSeconds(10));
        foreach (var form in (FormUploads.Arrival[])[fast, other, fourth])
        {
            form.Moved(10 << 20);
        }

        slow.Moved(100 << 10);

        Assert.NotNull(Enter(forms, next));
        Assert.StartsWith("The upload was too slow while others waited", slow.GivenUp?.Detail, StringComparison.Ordinal);
        Assert.Null(fast.GivenUp);
        Assert.Equal("uploads_busy", forms.Enter(100, next).Refusal?.Code); // the others are not slow
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(65_535, true)]
    [InlineData(65_536, false)]
    public void A_form_is_given_up_of_which_hardly_anything_comes(int bytes, bool isGivenUp)
    {
        using var form = Enter(Forms(new()), "a")!;
        _clock.Advance(TimeSpan.FromSeconds(59));
        form.Moved(bytes);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(isGivenUp ? "upload_stalled" : null, form.GivenUp?.Code);
        Assert.Equal(isGivenUp, form.Over.IsCancellationRequested);
    }

    [Fact]
    public async Task Slow_forms_of_one_address_keep_nobody_else_out_and_end_with_408()
    {
        await using var server = await ServerProcess.StartAsync(
            _sandbox.Folder, "api", "--Uploads:MaxForms=4", "--Uploads:Stall=00:00:10", "--Uploads:StallBytes=100000", "--ForwardedHeaders:Enabled=true");
        using var first = await SendAsync("192.0.2.3", AvatarClient.Form(("user_id", "anita", null))); // the first answer of a server takes seconds on a busy machine
        await BeginAsync(server, "192.0.2.1", more: 5000);
        await BeginAsync(server, "192.0.2.1", more: 5000);

        using (var third = await Eventually.GetAsync(() => SendAsync("192.0.2.1", AvatarClient.Form(("user_id", "anita", null))), answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable))
        {
            Assert.Equal(TimeSpan.FromSeconds(30), third.Headers.RetryAfter?.Delta);
            Assert.Contains("from your address", await third.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var other = await SendAsync("192.0.2.2", AvatarClient.Form(("video", null, media.Video), ("audio", null, media.Speech)));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        var answer = await AnswerAsync(_slow[0]);
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("upload_stalled", answer, StringComparison.Ordinal);

        Task<HttpResponseMessage> SendAsync(string address, HttpContent form)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/feature1/create-job?user_id=anita")
            {
                Content = form,
                Headers = { { "X-Forwarded-For", address } },
            };
            return server.Client.Http.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("/v1/jobs")]
    [InlineData("/feature1/create-job?user_id=a")]
    public async Task A_drip_of_a_few_bytes_ends_with_408(string address)
    {
        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api");
        var slow = await BeginAsync(server, "192.0.2.1", address);

        var answer = await AnswerAsync(slow);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("upload_stalled", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Said, StringComparison.Ordinal);
    }

    private FormUploads Forms(UploadOptions limits, long free = long.MaxValue / 4)
    {
        var storage = Options.Create(new StorageOptions { Url = $"file:{_sandbox.Path("storage")}", Reserve = "1" });
        Directory.CreateDirectory(_sandbox.Path("storage"));
        return new(Options.Create(limits), new DiskReserve(storage, new StorageFolders(storage, _clock), _ => new DiskSpace(free + 1, free * 2)), _clock);
    }

    private static FormUploads.Arrival? Enter(FormUploads forms, string client, long bytes = 100) => forms.Enter(bytes, client).Arrival;

    /// <summary>Headers and the first bytes of a form.</summary>
    private async Task<TcpClient> BeginAsync(ServerProcess server, string client, string address = "/v1/jobs", int more = 200)
    {
        var socket = new TcpClient();
        _slow.Add(socket);
        await socket.ConnectAsync(IPAddress.Loopback, server.Client.Http.BaseAddress!.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {client}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n"
            + $"--b\r\nContent-Disposition: form-data; name=video; filename=a.mp4\r\n\r\n{new string('a', more)}"));
        return socket;
    }

    private static async Task<string> AnswerAsync(TcpClient client)
    {
        var (said, buffer) = ("", new byte[4096]);
        while (!said.Contains('}', StringComparison.Ordinal) && await client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(AvatarClient.Patience) is > 0 and var count)
        {
            said += Encoding.UTF8.GetString(buffer, 0, count);
        }

        return said;
    }
}
