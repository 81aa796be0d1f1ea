using IntelliAvatar.Server.Assets;

namespace IntelliAvatar.Server.Orders;

/// <summary>A video, or a recording, of an order.</summary>
public abstract record MediaSource
{
    private MediaSource()
    {
    }

    /// <summary>As it was sent: nothing is known of it yet.</summary>
    /// <param name="Path">Where it lies on this machine.</param>
    public sealed record Sent(string Path) : MediaSource;

    /// <summary>An upload that is whole; its bytes are fetched when they are looked at.</summary>
    public sealed record Uploaded(Upload Upload) : MediaSource;

    /// <summary>Looked at by its header, which is right; not in form yet.</summary>
    /// <param name="Path">Where it lies on this machine.</param>
    /// <param name="Conversion">How long it takes to bring it into form, about.</param>
    /// <param name="Length">How long it says that it lasts; null: it does not say.</param>
    public sealed record Unconverted(string Path, TimeSpan Conversion, TimeSpan? Length) : MediaSource;

    /// <summary>In the form that every model server reads.</summary>
    /// <param name="Source">A temporary file, or the key of a stored one.</param>
    /// <param name="Length">How long it lasts.</param>
    /// <param name="Changes">What was done to it, a sentence each.</param>
    public sealed record Normalised(string Source, TimeSpan Length, IReadOnlyList<string> Changes) : MediaSource;
}
