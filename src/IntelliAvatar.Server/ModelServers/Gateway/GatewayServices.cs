namespace IntelliAvatar.Server.ModelServers.Gateway;

public static class GatewayServices
{
    /// <summary>Registers <see cref="GatewayClient"/>, with its deadlines from the section <c>Gateway</c>.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection("Gateway")).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<GatewayClient>();
    }
}
