using Microsoft.Net.Http.Headers;

namespace IntelliAvatar.Server.Http;

/// <summary>
/// What every answer tells the browser that gets it, where the endpoint has not said it itself: not to guess its type, to show it to no other
/// site, to run nothing in it, and to keep no copy. Errors and what the framework answers by itself have it, too.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>For files that never change: only the browser that asked may keep them.</summary>
    public const string Immutable = "private, max-age=31536000, immutable";

    /// <summary>Shown as a document of its own, an answer may show itself and do nothing. (A video is fetched once more by its document, which must be of our origin for that.)</summary>
    private const string Inert =
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin";

    /// <summary>First in the pipeline.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(Complete, http.Response);
        return next(http);
    });

    /// <summary>When the answer begins: an exception on the way has taken away what was set before.</summary>
    private static Task Complete(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        SetUnlessSaid(headers, HeaderNames.ContentSecurityPolicy, Inert);
        SetUnlessSaid(headers, "Referrer-Policy", "no-referrer");
        SetUnlessSaid(headers, HeaderNames.CacheControl, "no-store");

        // A copy that our own page was given lacks what CORS tells the page of another origin.
        if (!headers.Vary.ToString().Contains(HeaderNames.Origin, StringComparison.OrdinalIgnoreCase))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        return Task.CompletedTask;
    }

    private static void SetUnlessSaid(IHeaderDictionary headers, string name, string value)
    {
        if (headers[name].Count == 0)
        {
            headers[name] = value;
        }
    }
}
