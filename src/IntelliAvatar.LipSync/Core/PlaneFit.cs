namespace IntelliAvatar.LipSync.Core;

/// <summary>v = Offset + SlopeX·x + SlopeY·y.</summary>
public readonly record struct FittedPlane(double Offset, double SlopeX, double SlopeY)
{
    public double At(double x, double y) => Offset + (SlopeX * x) + (SlopeY * y);
}

/// <summary>Fits a plane to weighted samples by least squares (normal equations, Cramer's rule).</summary>
public struct PlaneFit
{
    private double _w, _x, _y, _xx, _xy, _yy;
    private double _v, _xv, _yv;

    public void Add(double x, double y, double value, double weight)
    {
        _w += weight;
        _x += weight * x;
        _y += weight * y;
        _xx += weight * x * x;
        _xy += weight * x * y;
        _yy += weight * y * y;
        _v += weight * value;
        _xv += weight * x * value;
        _yv += weight * y * value;
    }

    /// <param name="damping">This share of the total weight is added to both squared terms, which pulls the slopes towards 0 (ridge regression).</param>
    /// <returns>The plane; all zeros if the samples do not determine one.</returns>
    public readonly FittedPlane Solve(double damping = 0)
    {
        var xx = _xx + (damping * _w);
        var yy = _yy + (damping * _w);

        // The cofactors of the symmetric matrix [w x y; x xx xy; y xy yy].
        var c00 = (xx * yy) - (_xy * _xy);
        var c01 = (_xy * _y) - (_x * yy);
        var c02 = (_x * _xy) - (xx * _y);
        var c11 = (_w * yy) - (_y * _y);
        var c12 = (_x * _y) - (_w * _xy);
        var c22 = (_w * xx) - (_x * _x);
        var determinant = (_w * c00) + (_x * c01) + (_y * c02);
        return Math.Abs(determinant) < 1e-9
            ? default
            : new FittedPlane(
                ((c00 * _v) + (c01 * _xv) + (c02 * _yv)) / determinant,
                ((c01 * _v) + (c11 * _xv) + (c12 * _yv)) / determinant,
                ((c02 * _v) + (c12 * _xv) + (c22 * _yv)) / determinant);
    }
}
