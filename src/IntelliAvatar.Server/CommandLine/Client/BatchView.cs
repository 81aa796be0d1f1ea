using System.Text.Json;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>What is shown of a batch, whatever else a server tells of it.</summary>
internal sealed record BatchView
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string BatchId { get; init; } = "";

    public int Rows { get; init; }

    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    /// <summary>One <see cref="RowView"/> each.</summary>
    public IReadOnlyList<JsonElement> Items { get; init; } = [];

    public int? Next { get; init; }

    /// <summary>How many rows nothing more will become of.</summary>
    public int Ended => Counts.Where(count => HasEnded(count.Key)).Sum(count => count.Value);

    public static BatchView Of(JsonElement json) => json.Deserialize<BatchView>(Names) ?? new BatchView();

    private static bool HasEnded(string status) => status is not ("QUEUED" or "IN_PROGRESS");

    /// <summary>A row and its job.</summary>
    public sealed record RowView(int Row, string? JobId, string Status, ErrorView? Error)
    {
        public bool IsCompleted => Status == "COMPLETED";

        public bool HasEnded => BatchView.HasEnded(Status);

        public static RowView Of(JsonElement json) => json.Deserialize<RowView>(Names)!;
    }

    public sealed record ErrorView(string Code, string Message);

    /// <summary>What a dry run found.</summary>
    public sealed record CheckView(int Rows, IReadOnlyList<string> Texts, IReadOnlyList<string> Changes, IReadOnlyList<ProblemView>? Warnings = null)
    {
        public static CheckView Of(JsonElement json) => json.Deserialize<CheckView>(Names)!;
    }

    /// <summary>Why a row cannot be made.</summary>
    public sealed record ProblemView(int Row, string Code, string Sentence)
    {
        public static ProblemView Of(JsonElement json) => json.Deserialize<ProblemView>(Names)!;
    }
}
