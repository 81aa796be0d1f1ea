namespace IntelliAvatar.Browser.Tests.Support;

/// <summary>One Chromium, one server and one fake model server for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>, ICollectionFixture<Stage>, ICollectionFixture<SampleMedia>
{
    public const string Name = "Browser";
}

/// <summary>The Chromium of this machine.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Words of its command line besides ours.</summary>
    public string[] Args { get; init; } = [];

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)AvatarClient.Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Array.Find(Programs, File.Exists) ?? throw new InvalidOperationException("Chromium is missing; install the package chromium."),
            Args = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", .. Args],
        });
    }

    /// <summary>A page in a profile of its own.</summary>
    public async Task<Tab> OpenAsync(Uri server, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = server.AbsoluteUri;
        options.Locale ??= "en-GB";
        options.Permissions ??= ["clipboard-read", "clipboard-write"];
        return await Tab.OpenAsync(await _browser!.NewContextAsync(options));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
