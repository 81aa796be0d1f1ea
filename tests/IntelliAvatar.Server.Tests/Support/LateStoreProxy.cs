using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A front end of an object store that carries out some requests long after their client gave up, as real ones may.</summary>
public sealed class LateStoreProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<HttpRequestMessage> _late = new();

    private LateStoreProxy(WebApplication app) => _app = app;

    public string Url { get; private set; } = null!;

    /// <summary>Which requests are carried out late: their clients are cut off.</summary>
    public Func<HttpRequest, bool> IsLate { get; set; } = _ => false;

    /// <summary>How many requests wait to be carried out.</summary>
    public int Waiting => _late.Count;

    public static async Task<LateStoreProxy> StartAsync(string store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var proxy = new LateStoreProxy(app);
        app.Run(http => proxy.PassAsync(http, store));
        await app.StartAsync();
        proxy.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return proxy;
    }

    /// <summary>Carries out all that waits.</summary>
    public async Task CarryOutAsync()
    {
        while (_late.TryDequeue(out var request))
        {
            using var answer = await _http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == System.Net.HttpStatusCode.NotFound, $"{request.Method} {request.RequestUri}: {answer.StatusCode}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext http, string store)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var request = await CopyAsync(http.Request, store);
        if (IsLate(http.Request))
        {
            _late.Enqueue(request);
            http.Abort();
            return;
        }

        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Transfer-Encoding"))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        if (!HttpMethods.IsHead(http.Request.Method) && answer.StatusCode != System.Net.HttpStatusCode.NoContent)
        {
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }

    /// <summary>Signed for the host that the client asked, and so it must stay.</summary>
    private static async Task<HttpRequestMessage> CopyAsync(HttpRequest request, string store)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), store + request.GetEncodedPathAndQuery());
        if (body.Length > 0 || HttpMethods.IsPut(request.Method) || HttpMethods.IsPost(request.Method))
        {
            copy.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Transfer-Encoding" or "Expect" or "Connection")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return copy;
    }
}
