using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using IntelliAvatar.Server.Storage.S3;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntelliAvatar.Server.Tests.Http;

/// <summary>Several waits for what does not answer do not add up to more than a request may take.</summary>
public sealed class RequestPatienceTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData("GET", 5)]
    [InlineData("HEAD", 5)]
    [InlineData("POST", 10)]
    [InlineData("PATCH", 10)]
    [InlineData("DELETE", 10)]
    public Task A_wait_that_fails_and_the_wait_of_handling_that_take_less_together_than_is_promised(string method, int promised) => InRequestAsync(method, () =>
    {
        var waited = RequestPatience.Limit(Long);
        _clock.Advance(waited);
        waited += RequestPatience.Limit(Long);

        Assert.InRange(waited.TotalSeconds, promised / 2.0, promised);
    });

    [Fact]
    public Task A_short_limit_stays_short() => InRequestAsync("GET", () => Assert.Equal(TimeSpan.FromSeconds(0.5), RequestPatience.Limit(TimeSpan.FromSeconds(0.5))));

    [Fact]
    public Task Each_wait_of_a_request_that_lasts_long_gets_a_moment() => InRequestAsync("POST", () =>
    {
        _clock.Advance(Long);

        Assert.InRange(RequestPatience.Limit(Long).TotalSeconds, 1, 3);
    });

    [Fact]
    public Task The_time_begins_when_all_has_arrived() => InRequestAsync("POST", () =>
    {
        var whole = RequestPatience.Limit(Long);
        _clock.Advance(Long);
        RequestPatience.Restart();

        Assert.Equal(whole, RequestPatience.Limit(Long));
    });

    [Fact]
    public async Task A_client_that_reads_slowly_takes_no_time_from_the_store()
    {
        using var store = new WindowStore();
        await using var file = new S3ReadStream(store, "bucket", "key", 20 << 20);
        await InRequestAsync("GET", async () =>
        {
            var buffer = new byte[8 << 20];
            while (await file.ReadAsync(buffer) > 0)
            {
                _clock.Advance(Long);
            }
        });

        Assert.Equal(3, store.Limits.Count);
        Assert.All(store.Limits, limit => Assert.Equal(store.Limits[0], limit));
    }

    [Fact]
    public Task What_outlasts_the_request_has_all_time() => InRequestAsync("GET", () =>
    {
        RequestPatience.Leave();

        Assert.Equal(Long, RequestPatience.Limit(Long));
    });

    [Fact]
    public void What_belongs_to_no_request_has_all_time() => Assert.Equal(Long, RequestPatience.Limit(Long));

    private Task InRequestAsync(string method, Action request) => InRequestAsync(method, () =>
    {
        request();
        return Task.CompletedTask;
    });

    private async Task InRequestAsync(string method, Func<Task> request)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).BuildServiceProvider();
        var app = new ApplicationBuilder(services).UseRequestPatience();
        app.Run(_ => request());
        await app.Build()(new DefaultHttpContext { RequestServices = services, Request = { Method = method } });
    }

    /// <summary>Gives each window at once, and keeps how long it could have taken.</summary>
    private sealed class WindowStore() : AmazonS3Client(new AnonymousAWSCredentials(), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1" })
    {
        public List<TimeSpan> Limits { get; } = [];

        public override Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default)
        {
            Limits.Add(RequestPatience.Limit(Long));
            var bytes = request.ByteRange.End - request.ByteRange.Start + 1;
            return Task.FromResult(new GetObjectResponse { ResponseStream = new MemoryStream(new byte[bytes]), ContentLength = bytes });
        }
    }
}
