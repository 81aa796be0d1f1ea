using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntelliAvatar.Server.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can take jobs (the database and the storage answer).</summary>
public static class Health
{
    private const string Ready = "ready";

    /// <summary>Less than the second after which Kubernetes stops waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.8);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<StorageCheck>("storage", tags: [Ready])
            .AddCheck<RoomCheck>("room", tags: [Ready]);

        // It writes a line for each question that is answered with no; requests tell the reason once a minute.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain";
        if (report.Status == HealthStatus.Unhealthy)
        {
            http.Response.Headers.RetryAfter = "5";
        }

        var why = report.Entries.Values.FirstOrDefault(entry => entry.Status == HealthStatus.Degraded).Description;
        return http.Response.WriteAsync(report.Status == HealthStatus.Degraded ? $"{report.Status}: {why}" : report.Status.ToString());
    }

    /// <summary>Looks without waiting for long: what hangs is left to end by itself.</summary>
    private static async Task<HealthCheckResult> LookAsync(Func<Task> look, TimeProvider time, TroubleLog troubles)
    {
        try
        {
            await Task.Run(look).WaitAsync(Patience, time);
            return HealthCheckResult.Healthy();
        }
        catch (Exception broken)
        {
            troubles.Tell(Problems.Explain(broken), broken);
            return HealthCheckResult.Unhealthy();
        }
    }

    private sealed class StorageCheck(IFileStore store, NewScratch newScratch, TimeProvider time, TroubleLog troubles) : IHealthCheck
    {
        private static readonly string Nothing = StorageKeys.Output(Guid.Empty.ToString());

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            LookAsync(
                async () =>
                {
                    await using var file = await store.OpenAsync(Nothing, cancellationToken);
                    newScratch().Dispose(); // a disk that became read-only still reads
                },
                time,
                troubles);
    }

    /// <summary>What is there can be read and goes on, so a balancer keeps asking this server.</summary>
    private sealed class RoomCheck(DiskReserve reserve, TimeProvider time, TroubleLog troubles) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            string? full = null;
            var looked = await LookAsync(() => Task.FromResult(full = reserve.Trouble), time, troubles);
            return full is null ? looked : HealthCheckResult.Degraded(full);
        }
    }

    private sealed class DatabaseCheck(JobQueue queue, TimeProvider time, TroubleLog troubles) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            LookAsync(() => queue.FindAsync("", cancellationToken), time, troubles);
    }
}
