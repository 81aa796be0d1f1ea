using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>What holds for every page: what it may load and from where, and what is shown while the database is away.</summary>
internal sealed class PagePolicy(IFileStore files, TroubleLog troubles) : IEndpointFilter
{
    private const string InAMoment = "5"; // seconds

    /// <summary>Where videos and pictures come from: this server, and the store that it may link to.</summary>
    private readonly string _media = $"'self' blob: {files.PresignedUrl(StorageKeys.Video("any"), "any.mp4")?.GetLeftPart(UriPartial.Authority)}".TrimEnd();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src {_media}; media-src {_media}; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Accept-Language, Cookie";
        try
        {
            return await next(context);
        }
        catch (Exception away) when (Problems.Explain(away) is { Status: StatusCodes.Status503ServiceUnavailable } answer && !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            troubles.Tell(answer, away);
            headers.RetryAfter = InAMoment;
            return new PageResult<UnavailablePage>(status: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
