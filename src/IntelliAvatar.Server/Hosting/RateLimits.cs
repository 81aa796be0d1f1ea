using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using IntelliAvatar.Server.Speech;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Hosting;

/// <summary>How often what costs much may be asked for, by each address.</summary>
public static class RateLimits
{
    /// <summary>Speech that is made at once, for somebody who waits.</summary>
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
                    Client(http.Connection.RemoteIpAddress),
                    _ => new TokenBucketRateLimiterOptions { TokenLimit = most, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / most, QueueLimit = 0 });
            });
        });

    /// <summary>Of an IPv6 address the network, since one machine has all of it.</summary>
    private static string Client(IPAddress? address) =>
        address is null ? ""
        : address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.MapToIPv4().ToString();
}
