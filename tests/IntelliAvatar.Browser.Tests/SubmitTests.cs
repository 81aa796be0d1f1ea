using System.Diagnostics;
using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

/// <summary>Both features from the form to the played video, on our own engine and offline voices.</summary>
[Collection(BrowserTests.Name)]
public sealed class SubmitTests(Chromium browser, SubmitTests.OwnEngine engine) : IClassFixture<SubmitTests.OwnEngine>
{
    public sealed class OwnEngine : IAsyncLifetime
    {
        private readonly Sandbox _sandbox = new();

        public ServerProcess Server { get; private set; } = null!;

        public string Presenter { get; } = Path.Combine(AppContext.BaseDirectory, "samples", "presenter.mp4");

        public string Speech => _sandbox.Path("speech.wav");

        public async Task InitializeAsync()
        {
            using var flite = Process.Start(new ProcessStartInfo("flite", ["-t", "Please send the report before Friday.", "-o", Speech]))!;
            await flite.WaitForExitAsync();
            Server = await ServerProcess.StartAsync(_sandbox.Folder);
        }

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            _sandbox.Dispose();
        }
    }

    [Fact]
    public async Task A_text_becomes_a_video_that_plays_with_captions()
    {
        await using var tab = await browser.OpenAsync(engine.Server.Client.Http.BaseAddress!);
        var page = tab.Page;
        await tab.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "New video" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the sample presenter" }).ClickAsync();
        await Expect(page.Locator("#video-preview")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#video-preview').videoWidth > 0");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Maybe Bob may buy a big map.");
        await Expect(page.Locator("#text-count")).ToHaveTextAsync("19,972 characters left");
        await page.Locator("[data-filter=gender]").SelectOptionAsync("male");
        await page.Locator("[data-filter=language]").SelectOptionAsync("en");
        await Expect(page.GetByText("A woman's voice")).ToBeHiddenAsync();
        await page.GetByText("rms", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync("anita");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();

        await AssertPlaysAsync(tab);
        await page.WaitForFunctionAsync("() => document.querySelector('#result').textTracks[0]?.cues?.length > 0");
        Assert.Contains("Maybe Bob", await page.EvaluateAsync<string>("() => document.querySelector('#result').textTracks[0].cues[0].text"));
        await Expect(page.Locator(".facts")).ToContainTextAsync("flite-rms");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_speech_becomes_a_video_that_plays()
    {
        await using var tab = await browser.OpenAsync(engine.Server.Client.Http.BaseAddress!);
        var page = tab.Page;
        await tab.GoAsync("/new");
        await page.GetByText("Upload a speech").ClickAsync();
        await page.Locator("#video").SetInputFilesAsync(engine.Presenter);
        await page.Locator("#audio").SetInputFilesAsync(engine.Speech);
        await Expect(page.Locator("#audio-name")).ToContainTextAsync("speech.wav");
        await page.WaitForFunctionAsync(
            "() => { const wave = document.querySelector('#waveform'); return !wave.hidden && wave.getContext('2d').getImageData(0, 0, wave.width, wave.height).data.some(Boolean); }");
        await page.GetByLabel("Your name").FillAsync("meera");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();

        await AssertPlaysAsync(tab);
        await Expect(page.Locator(".title")).ToContainTextAsync("Avatar Sync Studio");
        tab.AssertQuiet();
    }

    /// <summary>The job's page is followed to the end of the job, and then the video moves.</summary>
    private static async Task AssertPlaysAsync(Tab tab)
    {
        await tab.Page.WaitForURLAsync("**/jobs/*");
        await tab.Page.EvaluateAsync("() => { window.marked = true; }");
        await Expect(tab.Page.Locator("#result")).ToBeVisibleAsync();
        await tab.AssertNotReloadedAsync();
        await tab.Page.EvaluateAsync("() => document.querySelector('#result').play()");
        await tab.Page.WaitForFunctionAsync("() => document.querySelector('#result').currentTime > 0.5");
        await tab.Page.WaitForFunctionAsync("() => document.querySelector('#base').currentTime > 0.2"); // it goes with it
    }
}
