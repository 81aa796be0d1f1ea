using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace IntelliAvatar.Server.Http;

/// <summary>Gives out stored files, whole or in parts, from the disk or by a link to the store.</summary>
public static class FileResults
{
    /// <returns>Null: the store has no such file.</returns>
    public static async Task<Results<FileStreamHttpResult, RedirectHttpResult>?> ServeAsync(
        string key, string type, string name, bool asAttachment, HttpContext http, IFileStore files, CancellationToken cancel)
    {
        if (HttpMethods.IsGet(http.Request.Method) && files.PresignedUrl(key, name) is { } link)
        {
            http.Response.Headers.CacheControl = "no-store"; // the link does not live as long as the file
            return TypedResults.Redirect(link.AbsoluteUri);
        }

        if (await files.OpenAsync(key, cancel) is not { } file)
        {
            return null;
        }

        return Stream(file, key, type, name, asAttachment, http.Response);
    }

    private static FileStreamHttpResult Stream(StoredFile file, string key, string type, string name, bool asAttachment, HttpResponse response)
    {
        // Written by hand: the framework would leave the quotes out and add a filename*=, and the contract has neither.
        response.Headers.ContentDisposition = $"{(asAttachment ? "attachment" : "inline")}; filename=\"{name}\"";
        response.Headers.CacheControl = SecurityHeaders.Immutable;

        // A stored file never changes, so its job (or avatar) names its bytes. Without it If-Range could not be kept.
        return TypedResults.Stream(file.Content, type, fileDownloadName: null, file.WrittenAt, new EntityTagHeaderValue($"\"{StorageKeys.JobOf(key)}\""), enableRangeProcessing: true);
    }
}
