namespace IntelliAvatar.LipSync.Tracking;

/// <summary>By how much the mouth stands out in each of its columns: lips are redder than skin, the line between them is darker.</summary>
/// <param name="Red">Against the skin beside the mouth, steps of V.</param>
/// <param name="Dark">Against the skin beside the mouth, a share of its brightness.</param>
/// <param name="HasEdge">Whether anything in the column differs from what is above and below it: a mask or a palm is even.</param>
public readonly record struct LipContrast(float Red, float Dark, bool HasEdge)
{
    // In the units of LowerFace.Cells: where lips may be, and how far above and below a line is looked for its surroundings.
    private const float MouthHalfWidth = 0.22f, MouthTop = 0.56f, MouthBottom = 1.05f, BesideMouth = 0.33f;
    private const int Surroundings = 3;

    private const float LeastRed = 5, LeastDark = 0.12f, LeastRedEdge = 3, LeastDarkEdge = 0.09f;

    private static readonly int[] s_beside = [.. Enumerable.Range(0, LowerFace.CellCount).Where(cell => MathF.Abs(LowerFace.Cells[cell].X) > BesideMouth)];

    private static readonly int[][] s_columns = [.. Enumerable.Range(0, LowerFace.CellCount)
        .Where(cell => MathF.Abs(LowerFace.Cells[cell].X) < MouthHalfWidth)
        .GroupBy(cell => LowerFace.Cells[cell].X).OrderBy(column => column.Key).Select(column => column.OrderBy(cell => LowerFace.Cells[cell].Y).ToArray())];

    /// <summary>Columns of the mouth, from the left.</summary>
    public static int Columns => s_columns.Length;

    /// <summary>Whether this may be a piece of a mouth at all.</summary>
    public bool MayBeMouth => HasEdge && (Red >= LeastRed || Dark >= LeastDark);

    /// <summary>What little remains of lips that usually stand out like <paramref name="usual"/> is none.</summary>
    public bool IsLost(LipContrast usual, float share) => usual.Red >= LeastRed ? Red < share * usual.Red : usual.Dark >= LeastDark && Dark < share * usual.Dark;

    /// <summary>The columns of one picture, from the left.</summary>
    public static LipContrast[] Of(LowerFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        var (skinY, skinV) = (Usual(face, 0), Usual(face, 2));
        return Array.ConvertAll(s_columns, column =>
        {
            var (red, dark, edge) = (0f, 0f, false);
            var light = MathF.Max(1, skinY - 16);
            for (var row = Surroundings; row < column.Length - Surroundings; row++)
            {
                var (above, here, below) = (column[row - Surroundings], column[row], column[row + Surroundings]);
                if (LowerFace.Cells[here].Y is < MouthTop or > MouthBottom)
                {
                    continue;
                }

                red = MathF.Max(red, face[2, here] - skinV);
                dark = MathF.Max(dark, (skinY - face[0, here]) / light);
                edge |= face[2, here] - Math.Max(face[2, above], face[2, below]) >= LeastRedEdge
                    || (Math.Min(face[0, above], face[0, below]) - face[0, here]) / light >= LeastDarkEdge;
            }

            return new LipContrast(red, dark, edge);
        });
    }

    private static float Usual(LowerFace face, int plane)
    {
        var values = Array.ConvertAll(s_beside, cell => face[plane, cell]);
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
