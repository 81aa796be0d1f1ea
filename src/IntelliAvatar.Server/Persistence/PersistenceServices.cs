using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Persistence;

public static class PersistenceServices
{
    /// <summary>Registers the <see cref="Database"/> that <c>Database:Url</c> names, and how its processes see each other live.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateDataAnnotations().ValidateOnStart();
        if (configuration.GetSection("Database").Get<DatabaseOptions>() is not { IsPostgres: true })
        {
            services.AddSingleton<Database, SqliteDatabase>();
            services.AddSingleton<ILiveness, FileLockLiveness>();
            return services;
        }

        // When PostgreSQL falls silent, Npgsql blocks a thread for each statement that it cancels. The others must find threads at once to be answered.
        ThreadPool.GetMinThreads(out _, out var completions);
        ThreadPool.SetMinThreads(PostgresDatabase.MostConnections, completions);
        services.AddSingleton<PostgresDatabase>();
        services.AddSingleton<Database>(provider => provider.GetRequiredService<PostgresDatabase>());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PostgresSession>(provider, provider.GetRequiredService<Workspace>()));
        services.AddSingleton<ILiveness>(provider => provider.GetRequiredService<PostgresSession>());
        services.AddHostedService(provider => provider.GetRequiredService<PostgresSession>());
        return services;
    }
}
