using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace IntelliAvatar.Server.Http;

/// <summary>For endpoints that take in or lead to new files: while the disk is nearly full they refuse before they read a form or make a file.</summary>
public static class DiskReserveFilter
{
    public static RouteHandlerBuilder NeedsRoom(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            if (context.HttpContext.RequestServices.GetRequiredService<DiskReserve>().Refuse() is not { } full)
            {
                return await next(context);
            }

            context.HttpContext.AllowAnyLength();
            return full.ToProblem();
        });

    /// <summary>
    /// Lifts the server's limit of a body. Without it the server reads on for a while after a refusal, and so a client that is still sending gets to see
    /// the answer.
    /// </summary>
    public static void AllowAnyLength(this HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }
}
