using IntelliAvatar.Server.Http;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Hosting;

/// <summary>What is looked at before a request is served at all, refused in the same form as everything else.</summary>
public static class FrontDoor
{
    private const int LongestAddress = 8000, MostHeaderBytes = 32 << 10;

    private static readonly object Passed = new();

    /// <summary>What the framework's host filter takes for every name.</summary>
    private static readonly string[] EveryHost = ["*", "[::]", "0.0.0.0"];

    private static readonly Refusal WrongHost = new(
        "host_refused",
        "This server does not answer to that name. Its operator can set PublicUrl to the address that people use, or name the host in AllowedHosts.",
        StatusCodes.Status400BadRequest);

    private static readonly Refusal AddressTooLong = new(
        "address_too_long", $"The address is longer than {LongestAddress} characters.", StatusCodes.Status414UriTooLong);

    private static readonly Refusal HeadersTooLarge = new(
        "headers_too_large", $"The headers are larger than {MostHeaderBytes >> 10} KiB. Old cookies may be the reason.", StatusCodes.Status431RequestHeaderFieldsTooLarge);

    private static readonly Refusal Encoded = new(
        "encoding_unsupported", "Send the body as it is, without Content-Encoding.", StatusCodes.Status415UnsupportedMediaType);

    /// <summary>Section <c>ForwardedHeaders</c>.</summary>
    public sealed class ForwardedHeadersSettings
    {
        /// <summary>A proxy on this machine says in X-Forwarded-For and X-Forwarded-Proto who asks and how. Only the last entry, the proxy's own, is believed.</summary>
        public bool Enabled { get; set; }
    }

    public static void AddFrontDoor(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Beyond these Kestrel closes the connection without a word; below them we can say why.
            kestrel.Limits.MaxRequestLineSize = 64 << 10;
            kestrel.Limits.MaxRequestHeadersTotalSize = 128 << 10;
        });
        builder.Services.Configure<HostFilteringOptions>(filter =>
        {
            filter.AllowEmptyHosts = false;
            filter.IncludeFailureMessage = false;
        });
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, Outermost>()); // the framework has added its host filter already
    }

    /// <summary>First in the pipeline proper.</summary>
    public static void UseFrontDoor(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Items[Passed] = Passed;
            return next(http);
        });

        if (app.Services.GetRequiredService<IOptions<HostFilteringOptions>>().Value.AllowedHosts.FirstOrDefault(EveryHost.Contains) is { } every)
        {
            app.Logger.LogWarning(
                "AllowedHosts has {Every}, so this server answers to every name: a web page that a visitor opens elsewhere may reach it under a name of its own. Name the hosts, or set PublicUrl",
                every);
        }

        if (app.Configuration.GetSection("ForwardedHeaders").Get<ForwardedHeadersSettings>() is { Enabled: true })
        {
            // Known proxies are those on loopback: the server listens nowhere else.
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 });
        }
    }

    private static Refusal? Refuse(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget.Length > LongestAddress ? AddressTooLong
        : request.Headers.Sum(header => header.Key.Length + header.Value.Sum(value => value?.Length ?? 0)) > MostHeaderBytes ? HeadersTooLarge
        : request.Headers.ContentEncoding.ToString() is not ("" or "identity") ? Encoded
        : null;

    /// <summary>Stands before the framework's own filters, which answer nothing that a person could read.</summary>
    private sealed class Outermost : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseSecurityHeaders();
            app.Use(async (http, following) =>
            {
                if (Refuse(http.Request) is { } refusal)
                {
                    await refusal.ToProblem().ExecuteAsync(http);
                    return;
                }

                await following(http);
                if (http.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false } && !http.Items.ContainsKey(Passed))
                {
                    await WrongHost.ToProblem().ExecuteAsync(http);
                }
            });
            next(app);
        };
    }
}
