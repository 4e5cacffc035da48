using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Tests.Kit;

/// <summary>One patient's minerals and hormones at the fixed point of the loop.</summary>
internal readonly record struct Chemistry(float Calcium, float Phosphate, float Pth, float Fgf23, float Calcitriol, float Turnover,
    float CalciumRetained, float Residual)
{
    /// <summary>Whether the loop is solved: rounding of floats leaves relative residuals of up to 1e-5; 1e-4 is far under any assay.</summary>
    public bool IsSolved => Residual < 1e-4f;

    /// <summary>The fixed point of a patient.</summary>
    public static Chemistry Of(Patient patient)
    {
        var block = patient.Times(1);
        Simulate.Solve(block);
        return At(block, 0);
    }

    /// <summary>What a row of a block holds.</summary>
    public static Chemistry At(PatientBlock block, int row)
    {
        var residual = 0f;
        Lane1.Store(MineralMetabolism.Residual<Lane1>(block, row, ModelParameters.Default), ref residual);
        return new(block.Values(Variable.Calcium)[row], block.Values(Variable.Phosphate)[row], block.Values(Variable.Pth)[row],
            block.Values(Variable.Fgf23)[row], block.Values(Variable.Calcitriol)[row], block.Values(Variable.BoneTurnover)[row],
            block.Values(Variable.CalciumRetained)[row], residual);
    }
}
