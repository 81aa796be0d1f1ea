using System.Globalization;

namespace IntelliAvatar.Server.Http;

/// <summary>What all lists take: <c>limit</c> and <c>cursor</c>.</summary>
internal static class Paging
{
    /// <summary>For a cursor that this server did not give.</summary>
    public static Refusal CursorInvalid { get; } = new("cursor_invalid", "The cursor is none that this server gave. Begin without one.", StatusCodes.Status400BadRequest);

    /// <summary>How many are wanted.</summary>
    public static (int Limit, Refusal? Refusal) LimitOf(IQueryCollection query, int usual, int most)
    {
        var limit = usual;
        return query["limit"].ToString() is { Length: > 0 } given && !(int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= most)
            ? (0, new("limit_invalid", $"limit must be 1 to {most}.", StatusCodes.Status400BadRequest))
            : (limit, null);
    }
}
