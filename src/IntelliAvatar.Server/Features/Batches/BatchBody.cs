using System.Text.Json.Serialization;
using IntelliAvatar.Server.Orders;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>One script for many.</summary>
/// <param name="UserId">Whose jobs they are.</param>
/// <param name="Video">The head: an avatar, or an upload, which is normalised once.</param>
/// <param name="Text">The script, with {name} where each row has its own; double a brace to write a literal one.</param>
/// <param name="Items">The rows. Either these, or csv, or rows.</param>
/// <param name="Csv">The rows as CSV (RFC 4180 with commas, semicolons, tabs or bars); its first line has the names. Blank rows are skipped.</param>
/// <param name="Rows">An upload of such a CSV, in UTF-8 or UTF-16, or of an xlsx workbook, whose first sheet is read.</param>
/// <param name="DryRun">Look at everything, and make nothing.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BatchBody(
    string UserId,
    MaterialName Video,
    string Text,
    IReadOnlyList<IReadOnlyDictionary<string, string>>? Items = null,
    string? Csv = null,
    MaterialName? Rows = null,
    string? Voice = null,
    string? Gender = null,
    string? Language = null,
    string? Feature = null,
    int Priority = 0,
    bool DryRun = false);

/// <summary>Why a row cannot be made.</summary>
/// <param name="Row">1 is the first; of a table, the first below its names. Blank rows are not counted. 0 is the whole table.</param>
public sealed record RowProblem(int Row, string Code, string Sentence);
