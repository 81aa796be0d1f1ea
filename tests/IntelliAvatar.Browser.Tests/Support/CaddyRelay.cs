using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Browser.Tests.Support;

/// <summary>
/// Does what Caddy does with the Caddyfile of <c>deploy/</c>: TLS for an https address, the login, the headers, the way to the servers. A directive that
/// it does not know stops it, so that no change of that file goes untried. In place of the password's hash it takes the password.
/// </summary>
public sealed class CaddyRelay : IAsyncDisposable
{
    /// <summary>Without effect on what a browser sees while everything is well.</summary>
    private static readonly string[] Upkeep = ["health_uri", "health_interval", "lb_try_duration"];

    private static readonly string[] HopByHop = ["Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Proxy-Connection"];

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _servers = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });
    private readonly List<string> _upstreams = [];
    private readonly List<Directive> _headers = [];
    private readonly string _login = "";
    private int _turn;

    private CaddyRelay(Directive site, Func<string, string> fill)
    {
        foreach (var directive in site.Block)
        {
            switch (directive)
            {
                case { Words: ["basic_auth"], Block: [{ Words: [var user, var password] }] }:
                    _login = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{fill(user)}:{fill(password)}"));
                    break;
                case { Words: ["reverse_proxy", .. var upstreams], Block: var block }:
                    _upstreams.AddRange(upstreams);
                    _headers.AddRange(block.Where(one => !Upkeep.Contains(one.Name)));
                    break;
                default:
                    throw Unknown(directive);
            }
        }

        if (_login.Length == 0)
        {
            throw new InvalidOperationException("The Caddyfile asks for no login.");
        }

        if (_headers.Find(header => header is not { Words: ["header_up", ['-', ..]] or ["header_up", _, _] }) is { } odd)
        {
            throw Unknown(odd);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["AllowedHosts"] = "*"; // appsettings.json beside us is the server's
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (site.Name.StartsWith("https://", StringComparison.Ordinal))
                {
                    listen.UseHttps(Certificate(new Uri(site.Name).Host));
                }
                else
                {
                    listen.Protocols = HttpProtocols.Http1;
                }
            });
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <param name="environment">Of Caddy's container.</param>
    /// <param name="secrets">What the files under <c>/run/secrets/</c> hold.</param>
    public static async Task<CaddyRelay> StartAsync(string file, IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> secrets)
    {
        var directives = Caddyfile.Read(await File.ReadAllTextAsync(file), environment);
        foreach (var option in directives.Where(block => block.Words.Length == 0).SelectMany(block => block.Block))
        {
            if (option.Name is not ("admin" or "grace_period"))
            {
                throw Unknown(option);
            }
        }

        var site = directives.Single(block => block.Name == environment["STUDIO_SITE"]);
        var relay = new CaddyRelay(site, word => secrets.Aggregate(word, (filled, secret) => filled.Replace($"{{file./run/secrets/{secret.Key}}}", secret.Value, StringComparison.Ordinal)));
        await relay._app.StartAsync();
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token); // streams of events never end by themselves
        await _app.DisposeAsync();
        _servers.Dispose();
    }

    private static InvalidOperationException Unknown(Directive directive) => new($"What '{string.Join(' ', directive.Words)}' of the Caddyfile does is not known here.");

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization != _login)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"restricted\"";
            return;
        }

        using var request = Forward(http);
        using var answer = await _servers.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        await http.Response.StartAsync(http.RequestAborted);
        var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
        var buffer = new byte[32 << 10];
        try
        {
            while (await body.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
            {
                await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (Exception cut) when (cut is OperationCanceledException or IOException)
        {
            http.Abort();
        }
    }

    private HttpRequestMessage Forward(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var upstream = _upstreams[(Interlocked.Increment(ref _turn) & int.MaxValue) % _upstreams.Count];
        var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), $"http://{upstream}{target}");
        if (http.Request.ContentLength is not null || http.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(http.Request.Body);
        }

        foreach (var (name, values) in http.Request.Headers.Where(header => header.Key[0] != ':' && !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        request.Headers.Host = http.Request.Host.Value;
        foreach (var (name, value) in new[] { ("X-Forwarded-For", $"{http.Connection.RemoteIpAddress}"), ("X-Forwarded-Proto", http.Request.Scheme), ("X-Forwarded-Host", http.Request.Host.Value!) })
        {
            Set(request, name, value);
        }

        foreach (var header in _headers)
        {
            Set(request, header.Words[1].TrimStart('-'), header.Words.ElementAtOrDefault(2));
        }

        return request;
    }

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static X509Certificate2 Certificate(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
