using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class VoiceTests(Chromium browser, Stage stage)
{
    [Fact]
    public async Task Voices_are_heard_one_at_a_time_and_to_their_end()
    {
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/voices");
        var (first, second) = (page.Locator("[data-listen]").First, page.Locator("[data-listen]").Nth(1));

        var heard = await page.RunAndWaitForResponseAsync(() => first.ClickAsync(), answer => answer.Url.EndsWith("/preview", StringComparison.Ordinal));
        Assert.Equal("audio/wav", await heard.HeaderValueAsync("content-type"));
        await Expect(first).ToHaveAttributeAsync("aria-pressed", "true");

        await second.ClickAsync();
        await Expect(first).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(second).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(second).ToHaveAttributeAsync("aria-pressed", "false", new() { Timeout = 30_000 });
        await Expect(page.Locator("[data-voice-count]")).ToBeEmptyAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Voices_are_grouped_by_language_and_a_filter_opens_the_one_that_is_wanted()
    {
        await using var tab = await browser.OpenAsync(stage.Url);
        var page = tab.Page;
        await tab.GoAsync("/voices");
        await Expect(page.Locator("details.voice-group[open]")).ToHaveCountAsync(1);
        await Expect(page.Locator("details.voice-group").First.Locator("h2")).ToContainTextAsync("English");

        await page.Locator("[data-filter=language]").SelectOptionAsync(new SelectOptionValue { Label = "Hindi" });
        await page.Locator("[data-filter=gender]").SelectOptionAsync("male");

        var hindi = page.Locator("details.voice-group:visible");
        await Expect(hindi).ToHaveCountAsync(1);
        await Expect(hindi.Locator("h2")).ToContainTextAsync("Hindi");
        await Expect(hindi.Locator("li:visible").First).ToBeVisibleAsync();
        await Expect(hindi.Locator("li[data-gender=female]:visible")).ToHaveCountAsync(0);
        tab.AssertQuiet();
    }
}
