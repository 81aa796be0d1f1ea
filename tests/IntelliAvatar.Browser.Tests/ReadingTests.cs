using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

/// <summary>The pages as they are read: by anybody, in any theme, width and language, with and without scripts.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReadingTests(Chromium browser, Stage stage)
{
    private async Task<string[]> PagesAsync() =>
    [
        "/", "/?status=FAILED", "/?q=nothing-is-called-so", "/new", $"/new?avatar={await stage.AvatarAsync()}", "/new?avatar=gone",
        "/avatars", "/avatars?cursor=00000000-0000-0000-0000-000000000000", "/voices", "/model-servers",
        $"/jobs/{await stage.EndedAsync(isGood: true)}", $"/jobs/{await stage.EndedAsync(isGood: false)}", "/jobs/unknown",
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Nothing_stands_in_anybodys_way(ColorScheme theme, int width)
    {
        await using var tab = await browser.OpenAsync(stage.Url, new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = 844 }, ReducedMotion = ReducedMotion.Reduce });
        foreach (var path in await PagesAsync())
        {
            await tab.GoAsync(path);
            var found = await tab.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            Assert.True(found.Violations.Length == 0, $"{path}: {string.Join("\n", found.Violations.Select(violation => $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}"))}");
            foreach (var wide in new[] { 390, 820, 1280, 1920 })
            {
                await tab.Page.SetViewportSizeAsync(wide, 844);
                Assert.True(await tab.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {wide} pixels.");
            }

            await tab.Page.SetViewportSizeAsync(width, 844);
        }

        tab.AssertQuiet("404 (Not Found)");
    }

    [Fact]
    public async Task A_phone_shows_every_filter_and_a_jobs_buttons_in_one_row()
    {
        var id = await stage.EndedAsync(isGood: true);
        await using var tab = await browser.OpenAsync(stage.Url, new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await tab.GoAsync("/");
        Assert.True(await tab.Page.Locator(".tabs").EvaluateAsync<bool>("tabs => tabs.scrollWidth <= tabs.clientWidth"), "Filters are cut off.");
        Assert.Equal(6, await tab.Page.Locator(".tabs a").CountAsync());
        Assert.Equal(1, await tab.Row(id).EvaluateAsync<int>("row => new Set([...row.querySelectorAll('.actions > *')].map(button => button.offsetTop)).size"));
        Assert.Equal(3, await tab.Row(id).Locator(".actions > *").CountAsync());
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Everything_can_be_read_without_scripts()
    {
        var id = await stage.EndedAsync(isGood: false);
        await using var tab = await browser.OpenAsync(stage.Url, new() { JavaScriptEnabled = false });

        await tab.Page.GotoAsync("/");
        await Expect(tab.Row(id).Locator(".chip")).ToHaveTextAsync("Failed");
        await Expect(tab.Row(id).Locator(".reason")).Not.ToBeEmptyAsync();
        await Expect(tab.Row(id).GetByTitle("Delete")).ToBeHiddenAsync();
        await tab.Page.GotoAsync($"/jobs/{id}");
        await Expect(tab.Page.Locator("#failure")).ToBeVisibleAsync();
        await tab.Page.GotoAsync("/model-servers");
        await Expect(tab.Page.Locator(".server")).ToBeVisibleAsync();
        await stage.AvatarAsync();
        await tab.Page.GotoAsync("/avatars");
        await Expect(tab.Page.Locator(".avatar").First).ToBeVisibleAsync();
        await tab.Page.GotoAsync("/voices");
        await Expect(tab.Page.Locator(".voices li").First).ToBeVisibleAsync();
        await tab.Page.Locator("button[lang=hi]").ClickAsync();
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("आवाज़ें");
    }

    [Fact]
    public async Task Jobs_are_found_by_state_user_and_text_and_paged()
    {
        var good = await stage.EndedAsync(isGood: true);
        var bad = await stage.EndedAsync(isGood: false);
        stage.RenderAll();
        await stage.Client.Http.PostAsync("/v1/queue/pause", null);
        try
        {
            for (var count = 0; count < 26; count++)
            {
                (await stage.Client.Http.PostAsync($"/v1/jobs/{good}/retry", null)).EnsureSuccessStatusCode();
            }

            await using var tab = await browser.OpenAsync(stage.Url);
            await tab.GoAsync("/");
            await Expect(tab.Page.Locator("table.jobs tbody tr")).ToHaveCountAsync(25);
            await Expect(tab.Row(good)).ToHaveCountAsync(0);
            await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
            await Expect(tab.Row(good)).ToBeVisibleAsync();

            await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Failed" }).ClickAsync();
            await Expect(tab.Row(bad)).ToBeVisibleAsync();
            await Expect(tab.Row(good)).ToHaveCountAsync(0);

            await tab.GoAsync("/");
            await tab.Page.GetByRole(AriaRole.Searchbox).FillAsync(bad);
            await tab.Page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
            await Expect(tab.Page.Locator("table.jobs tbody tr")).ToHaveCountAsync(1);
            await tab.Row(bad).Locator(".user").ClickAsync();
            await Expect(tab.Page.Locator("input[name=user]")).ToHaveValueAsync("anita");

            await tab.Row(bad).Locator("[data-copy]").ClickAsync();
            Assert.Equal(bad, await tab.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
            tab.AssertQuiet();
        }
        finally
        {
            await stage.Client.Http.PostAsync("/v1/queue/resume", null);
            await CancelWaitingAsync();
        }
    }

    [Fact]
    public async Task The_browser_chooses_language_and_theme_unless_somebody_else_does()
    {
        await using var tab = await browser.OpenAsync(stage.Url, new() { Locale = "hi-IN", ColorScheme = ColorScheme.Dark });
        await tab.GoAsync("/model-servers");
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("lang", "hi");
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("मॉडल सर्वर");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Model servers");
        Assert.EndsWith("/model-servers", tab.Page.Url);

        async Task<string> GroundAsync() => await tab.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");
        var dark = await GroundAsync();
        await tab.Page.Locator("#theme").ClickAsync();
        await Expect(tab.Page.Locator("#theme")).ToHaveAttributeAsync("aria-label", "Theme: light");
        Assert.NotEqual(dark, await GroundAsync());
        await tab.GoAsync("/");
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_job_is_cancelled_with_the_keyboard_alone()
    {
        stage.Hold();
        await using var tab = await browser.OpenAsync(stage.Url);
        var id = await stage.SubmitAsync("keys");
        await tab.GoAsync($"/jobs/{id}");
        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Page.Locator(".skip")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Keyboard.PressAsync("Tab"); // back to the jobs
        await tab.Page.Keyboard.PressAsync("Tab"); // copy the id
        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the job" })).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Page.Locator("#sure button[value=no]")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.Locator(".chip").First).ToHaveTextAsync("Cancelled");
        stage.RenderAll();
        tab.AssertQuiet();
    }

    private async Task CancelWaitingAsync()
    {
        var waiting = JsonDocument.Parse(await stage.Client.Http.GetStringAsync("/v1/jobs?status=QUEUED&limit=100")).RootElement.GetProperty("items");
        foreach (var job in waiting.EnumerateArray())
        {
            await stage.Client.Http.PostAsync($"/v1/jobs/{job.GetProperty("job_id").GetString()}/cancel", null);
        }
    }
}
