using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Console;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>Our own engine as a model server: <c>intelliavatar model-server</c>.</summary>
public static class CpuModelServer
{
    /// <summary>What a line of standard output begins with when the server listens; its address follows.</summary>
    public const string Listening = "IntelliAvatar model server listening on ";

    private const long FormOverhead = 8L << 20;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    /// <summary>Below $XDG_CACHE_HOME or ~/.cache; null for a user without a home.</summary>
    private static string? OwnCache =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches ? Path.Combine(caches, "intelliavatar", "avatars")
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".cache", "intelliavatar", "avatars")
        : null;

    /// <summary>Serves until the process is told to stop.</summary>
    public static async Task RunAsync(CpuModelServerOptions options, CancellationToken cancel)
    {
        await using var app = Create(options);
        await app.StartAsync(cancel);
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
        {
            await Console.Out.WriteLineAsync($"{Listening}{address}".AsMemory(), cancel);
        }

        if (options.Key is null && app.Services.GetRequiredService<RequestGuard>().IsOpen)
        {
            await Console.Error.WriteLineAsync(
                "Other machines can reach this model server, and it has no key: anyone who reaches it can use it. Give it one with ModelServer__Key or --key-file.".AsMemory(), cancel);
        }

        await app.WaitForShutdownAsync(cancel);
    }

    /// <summary>The server, not started yet.</summary>
    public static WebApplication Create(CpuModelServerOptions options)
    {
        var folder = options.MaxCacheBytes > 0 ? options.CacheDirectory ?? OwnCache : null;
        var cache = folder is null ? null : new AvatarCache(folder, options.MaxCacheBytes, TimeProvider.System);
        return Create(options, new LipSyncRender(options.Limits, cache).RunAsync, TimeProvider.System);
    }

    internal static WebApplication Create(CpuModelServerOptions options, RenderVideo render, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.MaxVideoBytes + options.MaxAudioBytes + FormOverhead;
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
            kestrel.Limits.MinResponseDataRate = new MinDataRate(options.UploadStallBytes / options.UploadStall.TotalSeconds, options.UploadStall);
        });
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = address =>
        {
            var listening = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
            KeepAlive.Watch(listening, options.UploadStall); // what it accepts inherits this
            return listening;
        });
        builder.Services.Configure<HostFilteringOptions>(names => names.AllowedHosts = ["*"]); // the guard says it in words
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(render);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(_ => new RenderRegistry(options, WorkFolder.Create(options.WorkDirectory, clock), clock));
        builder.Services.AddSingleton<UploadPlaces>();
        builder.Services.AddSingleton<RequestGuard>();
        builder.Services.AddSingleton<CpuModelServerEndpoints>();
        builder.Services.AddHostedService<RenderSweeper>();

        var app = builder.Build();
        app.Services.GetRequiredService<CpuModelServerEndpoints>().Map(app);
        return app;
    }

    private sealed class RenderSweeper(RenderRegistry renders, TimeProvider clock) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(SweepEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                renders.Sweep();
            }
        }
    }
}
