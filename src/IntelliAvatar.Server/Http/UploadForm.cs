using System.Buffers;
using System.Text;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IntelliAvatar.Server.Http;

/// <summary>A <c>multipart/form-data</c> body, read as it arrives: files go to disk in small pieces, never into memory.</summary>
public sealed class UploadForm
{
    private const int MaxParts = 20;
    private const int MaxFieldBytes = 256 << 10;
    private const int MaxBoundary = 70; // RFC 2046, 5.1.1
    private const int PieceBytes = 64 << 10;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    private readonly FormUploads.Arrival _arrival;

    private UploadForm(FormUploads.Arrival arrival) => _arrival = arrival;

    /// <summary>The field's text without surrounding blanks, or null when it is missing or blank.</summary>
    public string? Field(string name) => _fields.GetValueOrDefault(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>Where the file of that name lies now. It was asked for, so it is there.</summary>
    public string File(string name) => _files[name];

    /// <summary>Where the file of that name lies now, or null when it did not come.</summary>
    public string? FileOrNull(string name) => _files.GetValueOrDefault(name);

    /// <summary>Reads the body.</summary>
    /// <param name="wanted">The files that must come, each with the largest size in bytes that is accepted.</param>
    /// <param name="scratch">Where they are put, under names of ours.</param>
    /// <param name="optional">Those of the wanted files that may be left out; null: none.</param>
    /// <returns>The form, or why it is refused.</returns>
    public static async Task<(UploadForm? Form, Refusal? Refusal)> ReadAsync(
        HttpRequest request, IReadOnlyDictionary<string, long> wanted, TempFolder scratch, CancellationToken cancel, IReadOnlySet<string>? optional = null)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= MaxBoundary } boundary)
        {
            return (null, new("form_expected", "Send this as multipart/form-data; see /docs.", StatusCodes.Status415UnsupportedMediaType));
        }

        var most = wanted.Values.Sum() + (MaxParts * (long)MaxFieldBytes);
        request.HttpContext.AllowAnyLength(); // every part has its own limit below
        if (request.ContentLength > most)
        {
            return (null, TooLarge(wanted));
        }

        var (arrival, full) = request.HttpContext.RequestServices.GetRequiredService<FormUploads>().Enter(request.ContentLength ?? most, ClientAddress.Of(request.HttpContext));
        if (arrival is null)
        {
            return (null, full);
        }

        using var arriving = arrival;
        await using var body = new StoppableBody(request.BodyReader, arrival.Over, arrival.Moved);
        var form = new UploadForm(arrival);
        try
        {
            var refusal = await form.FillAsync(new MultipartReader(boundary.ToString(), body), wanted, optional, scratch, cancel);
            RequestPatience.Restart();
            return refusal is null ? (form, null) : (null, refusal);
        }
        catch (OperationCanceledException) when (arrival.GivenUp is not null && !cancel.IsCancellationRequested)
        {
            request.HttpContext.Response.Headers.Connection = "close"; // the rest is not read
            return (null, arrival.GivenUp);
        }
        catch (BadHttpRequestException late) when (late.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            return (null, FormUploads.Stalled);
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException disk && !disk.IsDiskFull() && !disk.IsDiskAway()))
        {
            return (null, new("form_broken", "The upload broke off or is not valid multipart/form-data. Send it again.", StatusCodes.Status400BadRequest));
        }
    }

    private async Task<Refusal?> FillAsync(
        MultipartReader reader, IReadOnlyDictionary<string, long> wanted, IReadOnlySet<string>? optional, TempFolder scratch, CancellationToken cancel)
    {
        for (var parts = 0; await reader.ReadNextSectionAsync(cancel) is { } part; parts++)
        {
            if (parts == MaxParts)
            {
                return new("form_too_many_parts", $"The form has more than {MaxParts} parts.");
            }

            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                || HeaderUtilities.RemoveQuotes(disposition.Name).ToString() is not { Length: > 0 and <= 100 } name)
            {
                return new("form_broken", "A part of the form has no name.", StatusCodes.Status400BadRequest);
            }

            if (_fields.ContainsKey(name) || _files.ContainsKey(name))
            {
                return new("form_duplicate", $"'{Printable(name)}' was sent twice.");
            }

            var refusal = wanted.TryGetValue(name, out var most)
                ? await SaveFileAsync(name, most, part.Body, scratch, cancel)
                : await ReadFieldAsync(name, part.Body, cancel);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return wanted.Keys.FirstOrDefault(name => !_files.ContainsKey(name) && optional?.Contains(name) != true) is { } missing
            ? new($"{missing}_missing", $"The form has no file '{missing}'.")
            : null;
    }

    private async Task<Refusal?> SaveFileAsync(string name, long most, Stream body, TempFolder scratch, CancellationToken cancel)
    {
        var path = scratch.File($"{name}.upload");
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            long length = 0;
            int read;
            while ((read = await body.ReadAsync(piece, cancel)) > 0)
            {
                length += read;
                if (length > most)
                {
                    return TooLarge(name, most);
                }

                await file.WriteAsync(piece.AsMemory(0, read), cancel);
                _arrival.Stored(read);
            }

            if (length == 0)
            {
                return new($"{name}_empty", $"The file '{name}' is empty.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        _files[name] = path;
        return null;
    }

    private async Task<Refusal?> ReadFieldAsync(string name, Stream body, CancellationToken cancel)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(MaxFieldBytes + 1);
        try
        {
            var length = await body.ReadAtLeastAsync(bytes.AsMemory(0, MaxFieldBytes + 1), MaxFieldBytes + 1, throwOnEndOfStream: false, cancel);
            if (length > MaxFieldBytes)
            {
                return new($"{Printable(name)}_too_long", $"The field '{Printable(name)}' is longer than {MaxFieldBytes >> 10} KiB.");
            }

            _fields[name] = Strict.GetString(bytes, 0, length);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return new($"{Printable(name)}_invalid", $"The field '{Printable(name)}' is not UTF-8.", StatusCodes.Status400BadRequest);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    internal static Refusal TooLarge(string name, long most) =>
        new($"{name}_too_large", $"The {name} is larger than the {Size(most)} that this server accepts.", StatusCodes.Status413PayloadTooLarge);

    /// <summary>The same where only all files together are known to be too large.</summary>
    /// <param name="most">The files, each with the largest size in bytes that is accepted.</param>
    internal static Refusal TooLarge(IReadOnlyDictionary<string, long> most) => new(
        "upload_too_large",
        $"The upload is larger than this server accepts: at most {string.Join(" and ", most.Select(file => $"{Size(file.Value)} of {file.Key}"))}.",
        StatusCodes.Status413PayloadTooLarge);

    /// <summary>Rounded down, so that a file of the size that is named is accepted.</summary>
    private static string Size(long bytes) => bytes switch
    {
        >= 1 << 20 => $"{Math.Floor(bytes * 10.0 / (1 << 20)) / 10:0.#} MiB",
        >= 1 << 10 => $"{Math.Floor(bytes * 10.0 / (1 << 10)) / 10:0.#} KiB",
        _ => $"{bytes} bytes",
    };

    private static string Printable(string name) => new([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')]);
}
