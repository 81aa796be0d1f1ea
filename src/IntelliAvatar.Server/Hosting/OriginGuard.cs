using Microsoft.AspNetCore.Cors.Infrastructure;

namespace IntelliAvatar.Server.Hosting;

/// <summary>
/// Keeps web pages of strangers from acting on this server through the browser of somebody who can reach it: CORS only hides the answer
/// from them. Programs send no <c>Origin</c> and pass.
/// </summary>
/// <remarks>The defence that OWASP's cheat sheet on cross-site request forgery calls "verifying origin with standard headers".</remarks>
public static class OriginGuard
{
    private static readonly Refusal Stranger = new("origin_refused", "This web page may not use this server. Whoever runs it can allow the page's origin with Cors__Origins__0.", StatusCodes.Status403Forbidden);

    public static IApplicationBuilder UseOriginGuard(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (IsSafe(http.Request.Method) || await IsFriendAsync(http))
        {
            await next(http);
            return;
        }

        await Stranger.ToProblem().ExecuteAsync(http);
    });

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static async Task<bool> IsFriendAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers.Origin.ToString() is not { Length: > 0 } origin)
        {
            return headers["Sec-Fetch-Site"] != "cross-site";
        }

        // Only the host is compared: behind a proxy that ends TLS the scheme is another. AllowedHosts says which hosts there are.
        if (Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var policies = http.RequestServices.GetRequiredService<ICorsPolicyProvider>();
        return await policies.GetPolicyAsync(http, policyName: null) is { } policy && policy.IsOriginAllowed(origin);
    }
}
