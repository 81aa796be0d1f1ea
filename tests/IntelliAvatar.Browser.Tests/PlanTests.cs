using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

/// <summary>What would become of an order is said before it is placed.</summary>
[Collection(BrowserTests.Name)]
public sealed class PlanTests(Chromium browser, Stage stage, SampleMedia media)
{
    private static string Presenter => Path.Combine(AppContext.BaseDirectory, "samples", "presenter.mp4");

    [Fact]
    public async Task A_warning_is_shown_and_stops_nobody()
    {
        stage.RenderAll();
        var leaving = media.Make("leaving.mp4", "-i", Presenter, "-vf", "drawbox=t=fill:color=gray:enable='gte(t,1)*lt(t,3)'", "-t", "4", "-an", "-pix_fmt", "yuv420p");
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/new");
        await page.Locator("#video").SetInputFilesAsync(leaving);
        await Expect(page.Locator("#plan-warnings")).ToContainTextAsync("No face is seen between 0:01 and 0:03");
        await Expect(page.Locator("#video-error")).ToBeEmptyAsync();
        await Expect(page.Locator("#plan-facts")).ToBeHiddenAsync(); // nobody knows yet what shall be said

        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello, and welcome.");
        await Expect(page.Locator("#plan-facts")).ToContainTextAsync("long");
        await Expect(page.Locator("#plan-facts")).ToContainTextAsync("spoken by");
        await Expect(page.Locator("#plan-facts")).ToContainTextAsync("next in the queue");
        await page.GetByLabel("Your name").FillAsync("warned");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the video" }).ClickAsync();

        await page.WaitForURLAsync("**/jobs/*");
        await stage.Client.EndAsync(Assert.Single(await stage.JobsOfAsync("warned")));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task What_makes_it_impossible_is_said_at_the_field_before_anybody_submits()
    {
        using var sandbox = new Sandbox();
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/new");
        await page.Locator("#video").SetInputFilesAsync(sandbox.Write("notes.mp4", "no video at all, but some words"));
        await Expect(page.Locator("#video-error")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#video")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#plan-good")).ToBeHiddenAsync();

        await page.GetByLabel("Text", new() { Exact = true }).FillAsync(new string('a', 501));
        await Expect(page.Locator("#text-error")).Not.ToBeEmptyAsync();

        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello.");
        await page.Locator("#video").SetInputFilesAsync(Presenter);
        await Expect(page.Locator("#plan-good")).ToBeVisibleAsync();
        await Expect(page.Locator("#video-error")).ToBeEmptyAsync();
        await Expect(page.Locator("#text-error")).ToBeEmptyAsync();
        await tab.AssertNotReloadedAsync();
        tab.AssertQuiet();
    }
}
