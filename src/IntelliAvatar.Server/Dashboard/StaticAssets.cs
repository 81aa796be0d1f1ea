using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>Scripts and style sheets, at addresses that change with them, so that a browser may keep them for ever.</summary>
public sealed class StaticAssets
{
    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Dashboard", "assets");
    private readonly string _prefix;

    public StaticAssets()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal))
        {
            all.AppendData(File.ReadAllBytes(file));
        }

        // One name for all of them: scripts name each other relative to themselves.
        _prefix = $"/assets/{Convert.ToHexStringLower(all.GetHashAndReset().AsSpan(0, 6))}";
    }

    public string this[string name] => $"{_prefix}/{name}";

    internal void Use(IApplicationBuilder app) =>
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(_folder),
            RequestPath = _prefix,
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        });
}
