namespace IntelliAvatar.Server.ModelServers.Rendering;

public static class RenderingServices
{
    /// <summary>Registers <see cref="AvatarRenderer"/>. Needs the pool, the gateway client and the media services.</summary>
    public static IServiceCollection AddRendering(this IServiceCollection services) => services.AddSingleton<AvatarRenderer>();
}
