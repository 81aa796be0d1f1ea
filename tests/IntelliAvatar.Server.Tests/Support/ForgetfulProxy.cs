using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A proxy before a server that loses the first answers to one address: the server has done it, and the client never hears of it.</summary>
public sealed class ForgetfulProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private ForgetfulProxy(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>How many answers it has lost.</summary>
    public int Lost { get; private set; }

    public static async Task<ForgetfulProxy> StartAsync(Uri server, string post, int times)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var proxy = new ForgetfulProxy(app);
        app.Run(async http =>
        {
            using var answer = await proxy._http.SendAsync(Copy(http.Request, server), http.RequestAborted);
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (HttpMethods.IsPost(http.Request.Method) && http.Request.Path == post && proxy.Lost < times)
            {
                proxy.Lost++;
                http.Abort();
                return;
            }

            http.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Content-Length")))
            {
                http.Response.Headers[name] = values.ToArray();
            }

            if (body.Length > 0)
            {
                await http.Response.Body.WriteAsync(body);
            }
        });
        await app.StartAsync();
        proxy.Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private static HttpRequestMessage Copy(HttpRequest request, Uri server)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(server, request.GetEncodedPathAndQuery()));
        if (request.ContentLength is not null || request.Headers.ContainsKey("Transfer-Encoding"))
        {
            copy.Content = new StreamContent(request.Body);
        }

        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Transfer-Encoding")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return copy;
    }
}
