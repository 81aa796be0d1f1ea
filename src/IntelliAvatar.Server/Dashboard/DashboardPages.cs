using Microsoft.Extensions.FileProviders;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>The page at <c>/</c>: the list of jobs, kept fresh by a small script that asks the same API as everybody.</summary>
public static class DashboardPages
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapDashboard(this WebApplication app)
    {
        var pages = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "Dashboard", "pages"));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = pages });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = pages,
            OnPrepareResponse = context =>
            {
                var headers = context.Context.Response.Headers;
                headers.ContentSecurityPolicy = Policy;
                headers.XContentTypeOptions = "nosniff";
                headers.CacheControl = "no-cache";
            },
        });
    }
}
