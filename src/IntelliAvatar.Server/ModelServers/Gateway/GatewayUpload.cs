using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary>The multipart body of <c>generate</c>: the files streamed from disk, their length known beforehand, each byte counted against a <see cref="StallWatchdog"/>.</summary>
internal sealed class GatewayUpload : IDisposable
{
    private readonly MultipartFormDataContent _form;
    private readonly Part _audio;
    private readonly Part _video;
    private readonly Func<CancellationToken, Task<bool>>? _confirm;

    public GatewayUpload(RenderRequest request, bool toOurs, StallWatchdog pace)
    {
        // Renderers name their outputs and temporary files after our names: unique for each submission, plain ASCII, no dot but the last.
        var name = $"{AsciiName(request.SubmissionId)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var boundary = $"intelliavatar-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        _form = new MultipartFormDataContent(boundary);
        // Some multipart readers take the quotes that .NET writes here as part of the boundary.
        _form.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        if (toOurs)
        {
            Add("job_id", new StringContent(request.SubmissionId));
            if (request.PhonesPath is { } phones)
            {
                Add("phones", new Part(phones, pace));
            }
        }

        _audio = new Part(request.AudioPath, pace, isLast: true, ConfirmAsync);
        _confirm = request.Confirm;
        _video = new Part(request.VideoPath, pace);
        Add("media", _video, $"{name}-face.mp4", "video/mp4");
        Add("audio", _audio, $"{name}-audio.wav", "audio/wav");
    }

    public HttpContent Content => _form;

    /// <summary>Whether every byte has been handed to the connection: from then on the server may be rendering.</summary>
    public bool IsSent => _audio.Sha256 is not null;

    /// <summary>What was sent, in one word: the same for the same inputs only.</summary>
    public string Fingerprint => Join(_video.Sha256, _audio.Sha256);

    /// <summary>It was broken off, since the place at the server is another job's by now.</summary>
    public bool LostPlace { get; private set; }

    /// <summary>The fingerprint of an upload of these files.</summary>
    public static async Task<string> FingerprintAsync(RenderRequest request, CancellationToken cancel) =>
        Join(await HashAsync(request.VideoPath, cancel), await HashAsync(request.AudioPath, cancel));

    public void Dispose() => _form.Dispose();

    private void Add(string field, HttpContent content, string? fileName = null, string? type = null)
    {
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        // Set by hand: Add(content, name, fileName) would also write filename*=, which old servers refuse.
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = $"\"{field}\"",
            FileName = fileName is null ? null : $"\"{fileName}\"",
        };
        _form.Add(content);
    }

    private async Task ConfirmAsync(CancellationToken cancel)
    {
        if (_confirm is { } confirm && !await confirm(cancel))
        {
            LostPlace = true;
            throw new IOException("The place at the model server is another job's by now.");
        }
    }

    private static string Join(string? video, string? audio) => $"{video}-{audio}";

    private static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }

    private static string AsciiName(string text) =>
        string.Concat(text.Take(80).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private sealed class Part(string path, StallWatchdog pace, bool isLast = false, Func<CancellationToken, Task>? beforeEnd = null) : HttpContent
    {
        private readonly long _length = new FileInfo(path).Length;

        public string? Sha256 { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[64 << 10];
            while (await file.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                if (beforeEnd is not null && file.Position >= _length)
                {
                    await beforeEnd(cancellationToken);
                }

                await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                sha256.AppendData(buffer, 0, count);
                pace.Moved(count);
            }

            Sha256 = Convert.ToHexStringLower(sha256.GetHashAndReset());
            if (isLast)
            {
                pace.Finish();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }
}
