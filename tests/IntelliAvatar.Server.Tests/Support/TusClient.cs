namespace IntelliAvatar.Server.Tests.Support;

/// <summary>The official tus client.</summary>
public static class TusClient
{
    private static readonly NpmPackage Package = new("tus-js-client", "4.3.1");

    /// <summary>Uploads a file, however often the line breaks, and returns the id of the upload.</summary>
    public static async Task<string> UploadAsync(Uri server, string file, string user)
    {
        var url = await Package.RunAsync("tus-upload.cjs", new Uri(server, "/v1/uploads").AbsoluteUri, file, user);
        return url.Trim().Split('/')[^1];
    }
}
