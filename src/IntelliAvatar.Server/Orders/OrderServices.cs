namespace IntelliAvatar.Server.Orders;

public static class OrderServices
{
    /// <summary>Takes orders. Needs the features' <see cref="IOrderTaker"/>s.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) =>
        services.AddSingleton<Materials>().AddSingleton<OrderReader>().AddSingleton<OrderDesk>();
}
