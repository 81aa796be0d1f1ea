using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Hosting;

/// <summary>
/// Waits at the start until the object store and the database answer. After a power cut they come back later than we do. What they refuse,
/// a wrong password or bucket for example, stops the start at once.
/// </summary>
internal static class StartWait
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <param name="urls">Where to say meanwhile that the process lives; null: nowhere.</param>
    /// <exception cref="SettingException">They did not answer for as long as <c>Startup:Wait</c> allows.</exception>
    public static async Task ForAsync(IHost host, string? urls, CancellationToken cancel)
    {
        var services = host.Services;
        var (time, limit) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IOptions<StartupOptions>>().Value.Wait);
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("IntelliAvatar.Server.Start");
        var began = time.GetTimestamp();
        string? said = null;
        WebApplication? meanwhile = null;
        try
        {
            while (await AbsentAsync(services, cancel) is { } absent)
            {
                if (time.GetElapsedTime(began) >= limit)
                {
                    throw new SettingException($"{absent}. Startup:Wait says how long a start waits for it: {limit}.");
                }

                if (absent != said)
                {
                    log.LogWarning("{Absent}; the start goes on by itself", absent);
                    said = absent;
                }

                meanwhile ??= urls is null ? null : await AnswerAsync(services.GetRequiredService<IConfiguration>(), urls, cancel);
                await Task.Delay(Again, time, cancel);
            }
        }
        finally
        {
            await (meanwhile?.DisposeAsync() ?? default);
        }

        if (said is not null)
        {
            log.LogInformation("The database and the storage answer; the start goes on");
        }
    }

    /// <summary>What does not answer and why, or null.</summary>
    private static async Task<string?> AbsentAsync(IServiceProvider services, CancellationToken cancel)
    {
        try
        {
            if (await services.GetRequiredService<IFileStore>().CheckAsync(cancel) is { } wrong)
            {
                throw new SettingException(wrong);
            }
        }
        catch (StorageAwayException away)
        {
            var storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
            return $"The object store at {storage.S3.Endpoint ?? $"Amazon's {storage.S3.Region}"} does not answer ({TroubleLog.RootOf(away).Message})";
        }

        try
        {
            // It connects, and brings the schema up to date; what failed is tried again by the next one.
            await Task.Run(services.GetRequiredService<Database>, cancel);
            return null;
        }
        catch (Exception full) when (full.IsDatabaseFull())
        {
            return $"{Name(services.GetRequiredService<IOptions<DatabaseOptions>>().Value)} has no room, since its disk is full";
        }
        catch (Exception away) when (away.IsDatabaseAbsent())
        {
            return $"{Name(services.GetRequiredService<IOptions<DatabaseOptions>>().Value)} does not answer ({TroubleLog.RootOf(away).Message})";
        }
    }

    private static string Name(DatabaseOptions options)
    {
        if (!options.IsPostgres)
        {
            return $"The database {options.SqlitePath}";
        }

        var connection = PostgresUrl.Parse(options.Url).Connection!;
        return $"PostgreSQL at {connection.Host}" + (connection.Host!.Contains(',', StringComparison.Ordinal) || connection.Host.StartsWith('/') ? "" : $":{connection.Port}");
    }

    /// <summary>Says that the process lives, and of all else that it starts.</summary>
    private static async Task<WebApplication> AnswerAsync(IConfiguration configuration, string urls, CancellationToken cancel)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddProblems();
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.MapGet("/health/live", () => "Healthy");
        app.MapFallback(() => new Refusal("starting", "The server is starting and waits for its database or storage. Try again in a moment.", StatusCodes.Status503ServiceUnavailable).ToProblem());
        await app.StartAsync(cancel);
        return app;
    }
}
