using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.ModelServers.Cpu;

public static class EmbeddedServices
{
    /// <summary>
    /// Keeps our own engine running as a child, if no model server is configured. Only the process that renders jobs needs it.
    /// Call it before the scheduler is added: hosted services stop in reverse, and jobs drain while the engine still runs.
    /// </summary>
    public static IServiceCollection AddEmbeddedModelServer(this IServiceCollection services)
    {
        services.AddSingleton<EmbeddedModelServer.Start>(provider =>
        {
            var folder = provider.GetRequiredService<Workspace>().Folder;
            var cache = AvatarCache.In(provider.GetRequiredService<IOptions<StorageOptions>>().Value);
            var limits = provider.GetRequiredService<IConfiguration>().GetSection("Limits").GetChildren().Select(limit => $"--{limit.Path}={limit.Value}").ToList();
            return (key, cancel) => ChildProcess.StartAsync(EmbeddedModelServer.Command(folder, cache, limits, key), cancel);
        });
        services.AddHostedService<EmbeddedModelServer>();
        return services;
    }
}
