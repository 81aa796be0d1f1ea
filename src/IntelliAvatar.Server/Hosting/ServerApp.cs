using System.Text.Json;
using System.Text.Json.Serialization;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Dashboard;
using IntelliAvatar.Server.Features.Avatars;
using IntelliAvatar.Server.Features.AvatarSync;
using IntelliAvatar.Server.Features.Batches;
using IntelliAvatar.Server.Features.JobEvents;
using IntelliAvatar.Server.Features.JobMedia;
using IntelliAvatar.Server.Features.Jobs;
using IntelliAvatar.Server.Features.Operations;
using IntelliAvatar.Server.Features.Planning;
using IntelliAvatar.Server.Features.TextToAvatar;
using IntelliAvatar.Server.Features.Uploads;
using IntelliAvatar.Server.Features.Voices;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.ModelServers.Gateway;
using IntelliAvatar.Server.ModelServers.Rendering;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Espeak;
using IntelliAvatar.Server.Speech.Flite;
using IntelliAvatar.Server.Speech.Sarvam;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Storage.S3;

namespace IntelliAvatar.Server.Hosting;

/// <summary>The server: what it is made of and what it answers to.</summary>
public static class ServerApp
{
    /// <summary>Built, not started.</summary>
    /// <param name="urls">Where to listen; the scheduler's role listens nowhere.</param>
    /// <param name="commandLine">Settings as <c>--Section:Name=value</c>.</param>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    public static IHost Build(ServerRole role, string urls, IReadOnlyList<string> commandLine) =>
        role == ServerRole.Scheduler ? BuildScheduler(commandLine) : BuildWeb(role, urls, commandLine);

    private static WebApplication BuildWeb(ServerRole role, string urls, IReadOnlyList<string> commandLine)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings(commandLine);
        var endpoints = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>();
        Settings.Check(builder.Configuration, [.. urls.Split(';'), .. endpoints]);

        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20; // uploads raise it for themselves
        });
        builder.AddFrontDoor();
        var own = PublicUrl.From(builder.Configuration);
        own?.AddTo(builder.Services);
        AddCommon(builder, role);
        AddApi(builder.Services, builder.Configuration, own);
        if (role == ServerRole.All)
        {
            AddScheduler(builder.Services, builder.Configuration);
        }

        var app = builder.Build();
        app.UseFrontDoor();
        app.UseProblems();
        app.UseRequestPatience();
        app.UseCors();
        app.UseOriginGuard(own);
        app.UseOutputCache(); // cached answers do not count against the rate limit
        app.UseRateLimiter();
        app.MapDashboard();
        app.MapApiDocs();
        app.MapHealth();
        app.MapAvatarSync();
        app.MapTextToAvatar();
        app.MapJobEndpoints();
        app.MapJobMedia();
        app.MapJobEvents();
        app.MapOperations();
        app.MapUploads();
        app.MapAvatars();
        app.MapPlanning();
        app.MapBatches();
        app.MapVoices();
        return app;
    }

    private static IHost BuildScheduler(IReadOnlyList<string> commandLine)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings(commandLine);
        Settings.Check(builder.Configuration, []);
        AddCommon(builder, ServerRole.Scheduler);
        AddScheduler(builder.Services, builder.Configuration);
        return builder.Build();
    }

    /// <summary>What every role needs.</summary>
    private static void AddCommon(IHostApplicationBuilder builder, ServerRole role)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.IncludeScopes = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        });

        // "Hosting failed to start" comes with a stack; the command says why in one sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<StartupOptions>().BindConfiguration("Startup").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<UploadLimits>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddStorage();
        _ = builder.Configuration.GetSection("Storage").Get<StorageOptions>() is { IsS3: true }
            ? services.AddSingleton<IFileStore, S3FileStore>()
            : services.AddSingleton<IFileStore, DiskFileStore>();
        services.AddPersistence(builder.Configuration);
        services.AddSingleton<ProcessRegistry>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ProcessReporter>(provider, role));
        services.AddSingleton<MissingFiles>().AddSingleton<StorageClaim>().AddSingleton<StorageNeighbours>().AddHostedService<StorageClaimRenewer>();
        services.AddJobs();
        services.AddAssets();
        services.AddSingleton<ModelServerRegistry>();
        services.AddMedia(builder.Configuration);
        services.AddSpeech(builder.Configuration).AddSarvam().AddFlite().AddEspeak();
    }

    private static void AddApi(IServiceCollection services, IConfiguration configuration, PublicUrl? own)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;

            // Reject bodies that omit required members.
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.RespectNullableAnnotations = true;

            // Numbers are numbers; "number or string" gives generated clients two types for one thing.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;

            // Of a name that comes twice a proxy may look at the one and we at the other.
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
        services.AddProblems();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // so that problems can say what is bad
        services.AddSingleton<IdempotencyKeys>().AddSingleton<FormUploads>();
        services.AddCorsSetup(configuration, own);
        services.AddApiDocs(configuration);
        services.AddHealth();
        services.AddOrders();
        services.AddAvatarSyncOrders();
        services.AddTextToAvatarOrders();
        services.AddJobEndpoints();
        services.AddJobMedia();
        services.AddJobEvents();
        services.AddUploads();
        services.AddAvatars();
        services.AddPlanning();
        services.AddBatches();
        services.AddVoices();
        services.AddOutputCache();
        services.AddRateLimits();
        services.AddDashboard();
    }

    private static void AddScheduler(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModelServers(configuration).AddGateway(configuration).AddRendering().AddEmbeddedModelServer();
        services.AddAvatarSync();
        services.AddTextToAvatar();
        services.AddJobWorker();
    }
}
