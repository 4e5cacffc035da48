using System.Runtime.CompilerServices;
using Cohort.Physiology.Numerics;

namespace Cohort.Benchmarks.Reduced;

/// <summary>The reduced model of <c>bench/peers/README.md</c> on lanes, written like a mechanism of Cohort.</summary>
/// <typeparam name="TLane">Lane on which it runs.</typeparam>
internal static class ReducedModel<TLane> where TLane : struct, ILane<TLane>
{
    private const ulong Seed = 1;
    private const uint Purpose = 1;

    /// <summary>Patients at the start.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Begin(ReducedBlock block)
    {
        for (var i = 0; i < ReducedBlock.Count; i += TLane.Count)
        {
            Draw(block, i, 0, out var u0, out var u1, out var u2, out _);
            var years = 40f * u0;
            var rounded = TLane.Round(years);
            var age = 40f + (rounded - Law.Flag(rounded > years));
            block[ReducedVariable.Age].Store(i, age);
            block[ReducedVariable.Female].Store(i, Law.Flag(u1 < 0.5f));
            block[ReducedVariable.Egfr].Store(i, (130f - age) * (0.7f + (0.6f * u2)));
            block[ReducedVariable.Phosphate].Store<TLane>(i, 1.1f);
            block[ReducedVariable.Pth].Store<TLane>(i, 40f);
            block[ReducedVariable.Fgf23].Store<TLane>(i, 60f);
            block[ReducedVariable.Ppi].Store<TLane>(i, 2.5f);
            block[ReducedVariable.Osteogenic].Store<TLane>(i, 0.02f);
            block[ReducedVariable.Medial].Store<TLane>(i, 0.05f);
            block[ReducedVariable.Cac].Store<TLane>(i, 0f);
            block[ReducedVariable.Avc].Store<TLane>(i, 0f);
            block[ReducedVariable.Alive].Store<TLane>(i, 1f);
        }
    }

    /// <summary>A year: a pass a mechanism, for the compiler stops inlining in a pass of all.</summary>
    public static void Advance(ReducedBlock block, uint year)
    {
        Draws(block, year);
        Chemistry(block);
        Wall(block);
        Scores(block);
        Death(block);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Draws(ReducedBlock block, uint year)
    {
        for (var i = 0; i < ReducedBlock.Count; i += TLane.Count)
        {
            Draw(block, i, year, out var u0, out var u1, out var u2, out var u3);
            block[ReducedVariable.U0].Store(i, u0);
            block[ReducedVariable.U1].Store(i, u1);
            block[ReducedVariable.U2].Store(i, u2);
            block[ReducedVariable.U3].Store(i, u3);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Chemistry(ReducedBlock block)
    {
        for (var i = 0; i < ReducedBlock.Count; i += TLane.Count)
        {
            var lives = Law.IsSet(block[ReducedVariable.Alive].Load<TLane>(i));
            var loss = Elementary.Exp(1.6f * (block[ReducedVariable.U0].Load<TLane>(i) - 0.5f));
            var egfr = TLane.Max(5f, block[ReducedVariable.Egfr].Load<TLane>(i) - loss);
            var g = Elementary.Log(egfr * 0.01f);
            var phosphate = 1.05f + (0.9f * Elementary.Logistic((20f - egfr) * (1f / 6)));
            Keep(block, i, ReducedVariable.Egfr, lives, egfr);
            Keep(block, i, ReducedVariable.Phosphate, lives, phosphate);
            Keep(block, i, ReducedVariable.Fgf23, lives, 60f * Elementary.Exp((0.5f * (phosphate - 1.1f)) - (0.9f * g)));
            Keep(block, i, ReducedVariable.Pth, lives, 40f * Elementary.Exp((0.4f * (phosphate - 1.1f)) - (0.7f * g)));
            block[ReducedVariable.Drive].Store(i, Elementary.Log(phosphate * (1 / 1.1f)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Wall(ReducedBlock block)
    {
        for (var i = 0; i < ReducedBlock.Count; i += TLane.Count)
        {
            var lives = Law.IsSet(block[ReducedVariable.Alive].Load<TLane>(i));
            var target = Elementary.Logistic((8f * block[ReducedVariable.Drive].Load<TLane>(i)) + (0.03f * (block[ReducedVariable.Age].Load<TLane>(i) - 60f)) - 3f);
            var osteogenic = block[ReducedVariable.Osteogenic].Load<TLane>(i);
            osteogenic += 0.2f * (target - osteogenic);
            var ppi = (TLane)2.5f / (1f + (1.5f * osteogenic));
            var medial = block[ReducedVariable.Medial].Load<TLane>(i) + (0.01f * ((4f * osteogenic) + 0.1f) * Elementary.Exp(-0.5f * (ppi - 2.5f)));
            Keep(block, i, ReducedVariable.Osteogenic, lives, osteogenic);
            Keep(block, i, ReducedVariable.Ppi, lives, ppi);
            Keep(block, i, ReducedVariable.Medial, lives, medial);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Scores(ReducedBlock block)
    {
        for (var i = 0; i < ReducedBlock.Count; i += TLane.Count)
        {
            var lives = Law.IsSet(block[ReducedVariable.Alive].Load<TLane>(i));
            var osteogenic = block[ReducedVariable.Osteogenic].Load<TLane>(i);
            var growth = Elementary.Exp((0.08f * (1f + block[ReducedVariable.Drive].Load<TLane>(i))) + (0.05f * osteogenic));
            var cacBegins = TLane.Select(block[ReducedVariable.U1].Load<TLane>(i) < 0.04f, 5f + (10f * block[ReducedVariable.Medial].Load<TLane>(i)), 0f);
            var avcBegins = TLane.Select(block[ReducedVariable.U2].Load<TLane>(i) < 0.01f + (0.02f * osteogenic), 8f, 0f);
            Keep(block, i, ReducedVariable.Cac, lives, (block[ReducedVariable.Cac].Load<TLane>(i) * growth) + cacBegins);
            Keep(block, i, ReducedVariable.Avc, lives, (block[ReducedVariable.Avc].Load<TLane>(i) * (1.08f + (0.05f * osteogenic))) + avcBegins);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Death(ReducedBlock block)
    {
        for (var i = 0; i < ReducedBlock.Count; i += TLane.Count)
        {
            var lives = Law.IsSet(block[ReducedVariable.Alive].Load<TLane>(i));
            var age = block[ReducedVariable.Age].Load<TLane>(i);
            var hazard = Elementary.Exp((0.09f * age) - 10.2f - (0.3f * block[ReducedVariable.Female].Load<TLane>(i))
                + (0.003f * (100f - block[ReducedVariable.Egfr].Load<TLane>(i))) + (0.0005f * TLane.Min(block[ReducedVariable.Cac].Load<TLane>(i), 1000f)));
            var survives = Law.Flag(lives & (block[ReducedVariable.U3].Load<TLane>(i) >= hazard));
            block[ReducedVariable.Alive].Store(i, survives);
            block[ReducedVariable.Age].Store(i, age + survives);
        }
    }

    /// <summary>Sums of every variable over the living: of all, then of women.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Fold(ReducedBlock block, Span<double> all, Span<double> women)
    {
        Span<float> lanes = stackalloc float[2 * TLane.Count];
        for (var v = ReducedVariable.Age; v <= ReducedVariable.Alive; v++)
        {
            TLane sum = 0f;
            TLane sumOfWomen = 0f;
            for (var i = 0; i < ReducedBlock.Count; i += TLane.Count)
            {
                var value = block[v].Load<TLane>(i) * block[ReducedVariable.Alive].Load<TLane>(i);
                sum += value;
                sumOfWomen = TLane.MultiplyAdd(value, block[ReducedVariable.Female].Load<TLane>(i), sumOfWomen);
            }

            TLane.Store(sum, ref lanes[0]);
            TLane.Store(sumOfWomen, ref lanes[TLane.Count]);
            for (var k = 0; k < TLane.Count; k++)
            {
                all[(int)v] += lanes[k];
                women[(int)v] += lanes[TLane.Count + k];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(ReducedBlock block, int i, ReducedVariable variable, TLane lives, TLane value) =>
        block[variable].Store(i, TLane.Select(lives, value, block[variable].Load<TLane>(i)));

    // Out of line, as in the model.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Draw(ReducedBlock block, int i, uint year, out TLane u0, out TLane u1, out TLane u2, out TLane u3) =>
        TLane.Uniforms(Seed, ref Unsafe.Add(ref block.IdLow, i), ref Unsafe.Add(ref block.IdHigh, i), year, Purpose, out u0, out u1, out u2, out u3);
}
