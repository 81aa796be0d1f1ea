using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.ModelServers.Gateway;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.ModelServers;

public static class ModelServerServices
{
    /// <summary>Registers <see cref="AvatarRenderer"/> and <see cref="ModelServerPool"/> (section <c>ModelServers</c>, deadlines in <c>Gateway</c>). Needs the media services.</summary>
    public static IServiceCollection AddModelServers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelServersOptions>().Configure(options => configuration.GetSection("ModelServers").Bind(options.Servers)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelServersOptions>, ValidateModelServers>();
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection("Gateway")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelServerPool>();
        services.AddSingleton<GatewayClient>();
        services.AddSingleton<AvatarRenderer>();
        return services;
    }

    /// <summary>Where our own engine, started as a child, keeps what it has prepared.</summary>
    public static string AvatarCacheIn(StorageOptions storage) => Path.Combine(storage.Folder, "cache", "avatars");

    /// <summary>
    /// Also keeps our own engine running as a child, if no model server is configured. Only the process that renders jobs needs it.
    /// Call it before the scheduler is added: hosted services stop in reverse, and jobs drain while the engine still runs.
    /// </summary>
    public static IServiceCollection AddEmbeddedModelServer(this IServiceCollection services)
    {
        services.AddSingleton<EmbeddedModelServer.Start>(provider =>
        {
            var folder = provider.GetRequiredService<Workspace>().Folder;
            var cache = AvatarCacheIn(provider.GetRequiredService<IOptions<StorageOptions>>().Value);
            var limits = provider.GetRequiredService<IConfiguration>().GetSection("Limits").GetChildren().Select(limit => $"--{limit.Path}={limit.Value}").ToList();
            return (key, cancel) => ChildProcess.StartAsync(EmbeddedModelServer.Command(folder, cache, limits, key), cancel);
        });
        services.AddHostedService<EmbeddedModelServer>();
        return services;
    }
}
