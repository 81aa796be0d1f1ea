using IntelliAvatar.Browser.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

/// <summary>What a browser makes of the headers: our pages work, pages in development get what CORS promises them, others get nothing.</summary>
[Collection(BrowserTests.Name)]
public sealed class PolicyTests(Chromium browser, Stage stage)
{
    private const string Embed =
        """
        (address) => new Promise(resolve => {
            const video = document.createElement('video');
            video.onloadeddata = () => resolve('shown');
            video.onerror = () => resolve('refused');
            video.src = address;
            document.body.append(video);
        })
        """;

    [Fact]
    public async Task The_documentation_works_under_its_policy()
    {
        await using var tab = await browser.OpenAsync(stage.Url);
        await tab.GoAsync("/docs/index.html");

        await Expect(tab.Page.Locator("#operations-Jobs-findJobs")).ToBeVisibleAsync();
        await tab.Page.Locator("#operations-Jobs-findJobs .opblock-summary-control").ClickAsync();
        await tab.Page.GetByText("Try it out").ClickAsync();
        await tab.Page.Locator("button.execute").ClickAsync();
        await Expect(tab.Page.Locator(".live-responses-table tbody .response-col_status").First).ToContainTextAsync("200");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_video_plays_in_a_tab_of_its_own_and_a_picture_shows()
    {
        var id = await stage.EndedAsync(isGood: true);
        await using var tab = await browser.OpenAsync(stage.Url);

        await tab.Page.GotoAsync($"/v1/jobs/{id}/thumbnail.jpg");
        Assert.True(await tab.Page.EvaluateAsync<bool>("() => document.images[0].naturalWidth > 0"));
        await tab.Page.GotoAsync($"/v1/jobs/{id}/video");
        await tab.Page.WaitForFunctionAsync("() => document.querySelector('video').readyState >= 2");
    }

    [Fact]
    public async Task A_page_in_development_downloads_by_fetch_also_what_our_page_was_given_before()
    {
        var id = await stage.EndedAsync(isGood: true);
        await using var site = await SiteAsync();
        await using var tab = await browser.OpenAsync(stage.Url);
        await tab.GoAsync($"/jobs/{id}");
        await tab.Page.WaitForFunctionAsync("() => document.querySelector('video').readyState >= 1");

        await tab.Page.GotoAsync(AddressOf(site).AbsoluteUri);
        foreach (var path in new[] { $"feature1/download/{id}", $"v1/jobs/{id}/video", $"v1/jobs/{id}", "feature1/jobs", $"v1/jobs/{id}/thumbnail.jpg" })
        {
            var bytes = await tab.Page.EvaluateAsync<int>("async address => (await (await fetch(address)).blob()).size", new Uri(stage.Url, path).AbsoluteUri);
            Assert.True(bytes > 0, path);
        }

        var heard = await tab.Page.EvaluateAsync<bool>(
            "address => new Promise(resolve => { const events = new EventSource(address); events.addEventListener('queue', () => { events.close(); resolve(true); }); events.onerror = () => resolve(false); })",
            new Uri(stage.Url, "v1/events").AbsoluteUri);
        Assert.True(heard);
    }

    [Fact]
    public async Task A_page_of_another_site_can_embed_nothing()
    {
        var id = await stage.EndedAsync(isGood: true);
        await using var site = await SiteAsync();
        await using var tab = await browser.OpenAsync(stage.Url);
        await tab.Page.GotoAsync($"http://localhost:{AddressOf(site).Port}/");

        Assert.Equal("refused", await tab.Page.EvaluateAsync<string>(Embed, new Uri(stage.Url, $"v1/jobs/{id}/video").AbsoluteUri));

        await tab.GoAsync($"http://localhost:{AddressOf(site).Port}/");
        await tab.Page.EvaluateAsync("address => { const frame = document.createElement('iframe'); frame.src = address; document.body.append(frame); }", new Uri(stage.Url, "docs/index.html").AbsoluteUri);
        await Eventually.HoldsAsync(() => tab.Page.Frames.Any(frame => frame.Url.StartsWith("chrome-error:", StringComparison.Ordinal)));
    }

    private static async Task<WebApplication> SiteAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/", () => Results.Content("<!doctype html><title>Another</title><body></body>", "text/html"));
        await site.StartAsync();
        return site;
    }

    private static Uri AddressOf(WebApplication site) => new(site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
