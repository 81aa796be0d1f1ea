using IntelliAvatar.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace IntelliAvatar.Browser.Tests.Issues;

/// <summary>A row that came while the page was open was laid out as the form for a new video, whose class it shared, until the next change.</summary>
[Collection(BrowserTests.Name)]
public sealed class ArrivedRowTests(Chromium browser, Stage stage)
{
    [Fact]
    public async Task A_job_that_arrives_while_the_page_is_open_is_a_row_like_all_others()
    {
        await stage.EndedAsync(isGood: true);
        await using var tab = await browser.OpenAsync(stage.Url);
        await tab.GoAsync("/");
        await tab.Page.EvaluateAsync(
            """
            () => {
              window.arrived = {};
              const note = changes => changes.flatMap(change => [...change.addedNodes]).filter(node => node.matches?.('tr'))
                .forEach(row => window.arrived[row.dataset.job] = getComputedStyle(row).display);
              new MutationObserver(note).observe(document.querySelector('#main'), { childList: true, subtree: true });
            }
            """);

        var id = await stage.SubmitAsync("late");

        await Expect(tab.Row(id)).ToBeVisibleAsync();
        Assert.Equal("table-row", await tab.Page.EvaluateAsync<string>("id => window.arrived[id]", id));
    }
}
