using Microsoft.AspNetCore.Localization;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>
/// The pages for people: rendered here, complete as they are sent; small scripts keep them fresh and send what people want
/// to the same API as everybody.
/// </summary>
public static class DashboardPages
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.AddSupportedUICultures([.. Language.All]).SetDefaultCulture(Language.All[0]);
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Language.Cookie }, new CustomRequestCultureProvider(Language.WishedForAsync)];
        });
        return services.AddSingleton<StaticAssets>().AddSingleton<PagePolicy>();
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.Services.GetRequiredService<StaticAssets>().Use(app);
        app.UseRequestLocalization();

        var pages = app.MapGroup("").ExcludeFromDescription().AddEndpointFilter<PagePolicy>();
        pages.MapMethods("/", Reading, ShowJobs.Handle);
        pages.MapMethods("/new", Reading, ShowNewVideo.Handle);
        pages.MapMethods("/jobs/{job_id}", Reading, ShowJob.Handle);
        pages.MapMethods("/model-servers", Reading, ShowModelServers.Handle);
        pages.MapMethods("/avatars", Reading, ShowAvatars.Handle);
        pages.MapMethods("/voices", Reading, ShowVoices.Handle);
        pages.MapPost("/language", Language.ChooseAsync);
        pages.MapGet("/sample/presenter.mp4", () => TypedResults.PhysicalFile(Path.Combine(AppContext.BaseDirectory, "samples", "presenter.mp4"), "video/mp4"));
    }
}
