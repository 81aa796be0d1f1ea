using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>Which language the pages speak: the browser's, unless another was chosen.</summary>
internal static class Language
{
    public const string Cookie = "language";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static IReadOnlyList<string> All { get; } = ["en", "hi"];

    /// <summary>Of this page. By its name, since formatting, and with it all else about a culture, is invariant.</summary>
    public static string Current => CultureInfo.CurrentUICulture.Name.Split('-')[0] is { Length: > 0 } named ? named : All[0];

    /// <summary>What the browser wishes for most, of those that there are; <c>hi-IN</c> is Hindi. Null: none of them.</summary>
    /// <remarks>The framework's own provider asks a culture for its parent, and an invariant one knows none.</remarks>
    public static Task<ProviderCultureResult?> WishedForAsync(HttpContext http) =>
        Task.FromResult(http.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => All.FirstOrDefault(language => wish.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (wish.Value.Length == language.Length || wish.Value.Value![language.Length] == '-')))
            .FirstOrDefault(language => language is not null) is { } wished
            ? new ProviderCultureResult(wished)
            : null);

    /// <summary><c>POST /language</c>: remembers the choice and goes back to the page.</summary>
    public static async Task<Results<RedirectHttpResult, BadRequest>> ChooseAsync(HttpContext http, CancellationToken cancel)
    {
        if (!http.Request.HasFormContentType)
        {
            return TypedResults.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(cancel);
        if (All.FirstOrDefault(language => language == form["language"]) is not { } chosen)
        {
            return TypedResults.BadRequest();
        }

        var cookie = new CookieOptions { MaxAge = Remembered, SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true };
        http.Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)), cookie);
        return TypedResults.Redirect(Origin(http.Request));
    }

    /// <summary>The page on which the choice was made: its path on this server.</summary>
    private static string Origin(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? "/" + page.PathAndQuery.TrimStart('/', '\\')
            : "/";
}
