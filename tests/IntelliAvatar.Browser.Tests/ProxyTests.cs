using System.Runtime.CompilerServices;
using System.Text.Json;
using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

/// <summary>The dashboard as people see it from other machines: by its public address, through the proxy that <c>deploy/</c> puts before it.</summary>
[Collection(BrowserTests.Name)]
public sealed class ProxyTests(SampleMedia media)
{
    private static readonly string Proxy = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "deploy", "helm", "Caddyfile"));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [Theory]
    [InlineData("https://studio.example", "https://studio.example")] // Caddy has a certificate made
    [InlineData("http://studio.example:8080", ":8080")] // TLS, if any, ends before it
    public async Task Every_page_works_from_another_machine_and_no_page_of_another_site_does(string address, string site)
    {
        var stage = new Stage { Settings = [$"--PublicUrl={address}"] };
        await stage.InitializeAsync();
        try
        {
            await using var relay = await CaddyRelay.StartAsync(
                Proxy,
                new Dictionary<string, string> { ["STUDIO_SITE"] = site, ["STUDIO_USER"] = "studio", ["STUDIO_SERVERS"] = stage.Url.Authority },
                new Dictionary<string, string> { ["studio_password_hash"] = "open sesame" });
            var url = new Uri(address);
            var browser = new Chromium { Args = [$"--host-resolver-rules=MAP {url.Host}:{url.Port} 127.0.0.1:{relay.Port}"] };
            await browser.InitializeAsync();
            try
            {
                await using var tab = await browser.OpenAsync(url, new()
                {
                    IgnoreHTTPSErrors = true,
                    HttpCredentials = new() { Username = "studio", Password = "open sesame", Origin = address },
                    Permissions = [],
                });
                var first = (await tab.Page.GotoAsync("/"))!;
                Assert.True(first.Status == 200, $"{first.Status} {await first.TextAsync()}");
                await SubmitAsync(tab, stage);
                await PauseAsync(tab, stage);
                await ChangeLanguageAsync(tab);
                tab.AssertQuiet();
                await RefuseStrangersAsync(tab, stage, address);
            }
            finally
            {
                await browser.DisposeAsync();
            }
        }
        finally
        {
            await stage.DisposeAsync();
        }
    }

    /// <summary>By the form: the files as resumable uploads, the order, the events that tell its state.</summary>
    private async Task SubmitAsync(Tab tab, Stage stage)
    {
        var page = tab.Page;
        await tab.GoAsync("/new");
        await page.GetByText("Upload a speech").ClickAsync();
        var uploaded = page.WaitForResponseAsync(answer => answer.Request.Method == "PATCH" && answer.Url.Contains("/v1/uploads/", StringComparison.Ordinal));
        await page.Locator("#video").SetInputFilesAsync(media.Video);
        Assert.Equal(204, (await uploaded).Status);
        await page.Locator("#audio").SetInputFilesAsync(media.Speech);
        await page.GetByLabel("Your name").FillAsync("far");
        stage.Hold();

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();

        await page.WaitForURLAsync("**/jobs/*");
        await page.EvaluateAsync("() => { window.marked = true; }");
        stage.Finish();
        await Expect(page.Locator("#result")).ToBeVisibleAsync();
        await tab.AssertNotReloadedAsync();
    }

    private static async Task PauseAsync(Tab tab, Stage stage)
    {
        await tab.GoAsync("/model-servers");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Pause the queue" }).ClickAsync();
        await Expect(tab.Page.Locator("#paused")).ToBeVisibleAsync();
        Assert.True(await IsPausedAsync(stage));
        await tab.Page.Locator("#paused").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(tab.Page.Locator("#paused")).ToHaveCountAsync(0);
        Assert.False(await IsPausedAsync(stage));
    }

    private static async Task ChangeLanguageAsync(Tab tab)
    {
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await tab.Page.Locator("form[action='/language'] button").ClickAsync();
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("lang", "hi");
    }

    /// <summary>They have the browser, and so the login, of somebody who may.</summary>
    private static async Task RefuseStrangersAsync(Tab tab, Stage stage, string address)
    {
        var page = tab.Page;
        await page.Context.RouteAsync("**://evil.example/**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"""<form method="post" action="{address}/v1/queue/pause" enctype="text/plain"><button>Win</button></form>""",
        }));
        await page.GotoAsync($"{new Uri(address).Scheme}://evil.example/");
        var answer = await page.RunAndWaitForResponseAsync(() => page.GetByRole(AriaRole.Button).ClickAsync(), one => one.Url.EndsWith("/pause", StringComparison.Ordinal));
        Assert.Equal(403, answer.Status);
        Assert.Equal("origin_refused", JsonDocument.Parse(await answer.TextAsync()).RootElement.GetProperty("code").GetString());
        Assert.False(await IsPausedAsync(stage));
    }

    private static async Task<bool> IsPausedAsync(Stage stage) => (await stage.Client.Http.GetStringAsync("/")).Contains("id=\"paused\"", StringComparison.Ordinal);
}
