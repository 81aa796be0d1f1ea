using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntelliAvatar.Server.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can take jobs (the database and the storage answer).</summary>
public static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Ready]).AddCheck<StorageCheck>("storage", tags: [Ready]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }

    private sealed class StorageCheck(IFileStore store, NewScratch newScratch) : IHealthCheck
    {
        private static readonly string Nothing = StorageKeys.Output(Guid.Empty.ToString());

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var file = await store.OpenAsync(Nothing, cancellationToken);
            newScratch().Dispose(); // a disk that became read-only still reads
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class DatabaseCheck(JobQueue queue) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await queue.FindAsync("", cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
