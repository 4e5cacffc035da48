using Cohort.Physiology.State;

namespace Cohort.Grains.Patients;

/// <summary>Patients' states in and out of rows of a block.</summary>
internal static class PatientRows
{
    public static float[] Read(PatientBlock block, int row)
    {
        var values = new float[Variables.Count];
        for (var variable = 0; variable < values.Length; variable++)
        {
            values[variable] = block.Values((Variable)variable)[row];
        }

        return values;
    }

    public static void Write(PatientState state, ulong patient, PatientBlock block, int row)
    {
        block.SetId(row, patient);
        for (var variable = 0; variable < state.Values.Length; variable++)
        {
            block.Values((Variable)variable)[row] = state.Values[variable];
        }
    }

    public static bool IsAlive(PatientBlock block, int row) => block.Values(Variable.Alive)[row] == 1f;
}
