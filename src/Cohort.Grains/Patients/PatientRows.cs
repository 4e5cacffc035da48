using Cohort.Physiology.State;

namespace Cohort.Grains.Patients;

/// <summary>Patients' states in and out of rows of a block.</summary>
internal static class PatientRows
{
    /// <summary>The values of every row.</summary>
    public static float[][] Read(PatientBlock block)
    {
        var values = new float[block.Count][];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = new float[Variables.Count];
        }

        // Column by column: the rows' lines of sixteen variables stay in the first-level cache.
        for (var variable = 0; variable < Variables.Count; variable++)
        {
            var column = block.Values((Variable)variable);
            for (var row = 0; row < column.Length; row++)
            {
                values[row][variable] = column[row];
            }
        }

        return values;
    }

    /// <summary>Fills a block with patients.</summary>
    public static void Write(ReadOnlySpan<PatientState> states, ReadOnlySpan<ulong> patients, PatientBlock block)
    {
        block.Count = states.Length;
        for (var row = 0; row < states.Length; row++)
        {
            block.SetId(row, patients[row]);
        }

        for (var variable = 0; variable < Variables.Count; variable++)
        {
            var column = block.Values((Variable)variable);
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = states[row].Values[variable];
            }
        }
    }

    public static bool IsAlive(PatientBlock block, int row) => block.Values(Variable.Alive)[row] == 1f;

    public static bool IsAlive(PatientState state) => state.Values[(int)Variable.Alive] == 1f;

    /// <summary>Drops the dead from a block.</summary>
    /// <returns>The rows kept, ascending.</returns>
    public static int[] KeepLiving(PatientBlock block)
    {
        int[] living = [.. Enumerable.Range(0, block.Count).Where(row => IsAlive(block, row))];
        if (living.Length < block.Count)
        {
            block.Keep(living);
        }

        return living;
    }
}
