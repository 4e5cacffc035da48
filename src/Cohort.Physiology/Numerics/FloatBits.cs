namespace Cohort.Physiology.Numerics;

/// <summary>Constants of the IEEE 754 binary32 format that every float lane shares.</summary>
internal static class FloatBits
{
    /// <summary>Bits of the mantissa that are stored.</summary>
    public const int MantissaLength = 23;

    /// <summary>1.5 * 2^23: adding it leaves no bits for a fraction, so the sum is rounded to an integer, ties to even.</summary>
    public const float RoundingShift = 12582912f;

    /// <summary>The rounding shift plus the exponent's bias: the sum with n ends in the exponent field of 2^n.</summary>
    public const float ExponentShift = RoundingShift + 127f;

    /// <summary>Bits of the float nearest to sqrt(1/2).</summary>
    public const int RootHalf = 0x3F3504F3;

    /// <summary>Sign and exponent field.</summary>
    public const int ExponentMask = unchecked((int)0xFF800000);
}
