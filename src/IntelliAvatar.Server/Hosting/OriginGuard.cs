using IntelliAvatar.Server.Http;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace IntelliAvatar.Server.Hosting;

/// <summary>
/// Keeps web pages of strangers from acting on this server through the browser of a person who can reach it: CORS only hides the answer
/// from them. Programs send no <c>Origin</c> and pass.
/// </summary>
/// <remarks>The defence that OWASP's cheat sheet on cross-site request forgery calls "verifying origin with standard headers".</remarks>
public static class OriginGuard
{
    private static readonly Refusal Stranger = new(
        "origin_refused",
        "This web page may not use this server. Its operator can set the server's own address as PublicUrl, or allow another page's origin with Cors__Origins__0.",
        StatusCodes.Status403Forbidden);

    /// <param name="own">Setting <c>PublicUrl</c>.</param>
    public static IApplicationBuilder UseOriginGuard(this IApplicationBuilder app, PublicUrl? own) => app.Use(async (http, next) =>
    {
        if (IsSafe(http.Request.Method) || await IsFriendAsync(http, own))
        {
            await next(http);
            return;
        }

        await Stranger.ToProblem().ExecuteAsync(http);
    });

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static async Task<bool> IsFriendAsync(HttpContext http, PublicUrl? own)
    {
        var headers = http.Request.Headers;
        if (headers.Origin.ToString() is not { Length: > 0 } origin)
        {
            return headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin";
        }

        var policies = http.RequestServices.GetRequiredService<ICorsPolicyProvider>();
        if (await policies.GetPolicyAsync(http, policyName: null) is { } policy && policy.IsOriginAllowed(origin))
        {
            return true;
        }

        // Only the host is compared: behind a proxy that ends TLS the scheme is another. AllowedHosts says which hosts there are.
        // Of our public address the scheme is known: a page that came in clear may have been written by another.
        return Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && Same(page.Authority, http.Request.Host.Value)
            && (own is null || !Same(http.Request.Host.Value, own.Authority));
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
