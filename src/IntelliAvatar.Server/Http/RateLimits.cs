using System.Globalization;
using System.Threading.RateLimiting;
using IntelliAvatar.Server.Speech;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Http;

/// <summary>How often what costs much may be asked for, by each address.</summary>
public static class RateLimits
{
    /// <summary>Speech that is made at once, while the client waits.</summary>
    public const string Previews = "previews";

    public static IServiceCollection AddRateLimits(this IServiceCollection services) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                {
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(Previews, http =>
            {
                var most = http.RequestServices.GetRequiredService<IOptions<SpeechOptions>>().Value.PreviewsPerMinute;
                return RateLimitPartition.GetTokenBucketLimiter(
                    ClientAddress.Of(http),
                    _ => new TokenBucketRateLimiterOptions { TokenLimit = most, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / most, QueueLimit = 0 });
            });
        });
}
