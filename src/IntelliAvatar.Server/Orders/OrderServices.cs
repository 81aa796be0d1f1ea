namespace IntelliAvatar.Server.Orders;

public static class OrderServices
{
    /// <summary>Takes orders. Needs the features' <see cref="IJobFactory"/>s.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) =>
        services.AddSingleton<MediaSourceResolver>().AddSingleton<OrderReader>().AddSingleton<OrderIntake>();
}
