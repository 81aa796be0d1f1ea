using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.ModelServers;

public static class ModelServerServices
{
    /// <summary>Registers <see cref="ModelServerPool"/> (section <c>ModelServers</c>).</summary>
    public static IServiceCollection AddModelServers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelServersOptions>().Configure(options => configuration.GetSection("ModelServers").Bind(options.Servers)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelServersOptions>, ValidateModelServers>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelServerPool>();
        return services;
    }
}
