using Cohort.Grains.Patients;
using Cohort.Grains.Runs;
using Cohort.Physiology.State;
using Cohort.Simulation;
using Cohort.Simulation.Running;
using Orleans.Core.Internal;

namespace Cohort.Grains.Tests;

public sealed class PatientGrainTests(ThreeSilos cluster) : IClassFixture<ThreeSilos>
{
    private const string Scenario = "early-or-late.yaml";
    private const int Arm = 1;

    private static readonly RunPlan Plan = Plans.Load(Scenario, "3000");

    [Fact]
    public async Task APatientLivesTheLifeThatTheRunGivesIt()
    {
        var run = await DefineAsync();
        ulong[] patients = [0, 17, 511, 512, 2999];
        foreach (var expected in SegmentSimulator.Create().Histories(Plan, patients))
        {
            var patient = Patient(RunKey.OfPatient(run, expected.Arm, expected.Patient));
            Assert.Equal(expected.Rows.Select(row => (row.Year, row.Values)), (await patient.GetHistory()).Select(state => (state.Year, state.Values)), new Rows());
            var states = new List<PatientState>();
            for (var year = 0; year <= expected.Rows[^1].Year; year++)
            {
                states.Add(await patient.AdvanceTo(year));
            }

            Assert.Equal(expected.Rows.Select(row => (row.Year, row.Values)), states.Select(state => (state.Year, state.Values)), new Rows());
        }
    }

    [Fact]
    public async Task ACallThatComesAgainStepsNoFurther()
    {
        var patient = Patient(RunKey.OfPatient(await DefineAsync(), Arm, 33));
        Assert.Equal(0, (await patient.GetState()).Year);
        var third = await patient.AdvanceTo(3);
        var fifth = await patient.AdvanceTo(5);
        Assert.Equal(third.Values, (await patient.AdvanceTo(3)).Values);
        Assert.Equal(fifth.Values, (await patient.AdvanceTo(5)).Values);
        Assert.Equal(fifth.Values, (await patient.GetState()).Values);
        Assert.NotEqual(third.Values, fifth.Values);
    }

    [Fact]
    public async Task APatientAtRestLeavesMemoryAndIsTheSameWhenAskedAgain()
    {
        var patient = Patient(RunKey.OfPatient(await DefineAsync(), Arm, 34));
        var fifth = await patient.AdvanceTo(5);
        await patient.Rest();
        for (var waits = 0; (await patient.GetState()).Year != 0 && waits < 100; waits++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(0, (await patient.GetState()).Year);
        Assert.Equal(fifth.Values, (await patient.AdvanceTo(5)).Values);
    }

    [Fact]
    public async Task WhatIsDoneOnABranchStaysThere()
    {
        var run = await DefineAsync();
        var trunk = Patient(RunKey.OfPatient(run, Arm, 40));
        var branch = Patient(RunKey.OfBranch(run, Arm, 40, "treated"));
        var untreated = await trunk.GetHistory();
        Assert.Equal(untreated[^1].Values, (await branch.GetHistory())[^1].Values);

        await branch.Intervene("{what: vitamin_d, from: 2019, dose: 250}");
        var treated = await branch.GetHistory();
        Assert.Equal(untreated[1].Values[(int)Variable.VitaminD25], treated[1].Values[(int)Variable.VitaminD25]);
        Assert.True(treated[2].Values[(int)Variable.VitaminD25] > untreated[2].Values[(int)Variable.VitaminD25] + 20);
        Assert.Equal(untreated[^1].Values, (await trunk.GetHistory())[^1].Values);

        // Stored before the reply: another activation knows it.
        await branch.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await Task.Delay(200);
        Assert.Equal(treated[^1].Values, (await branch.GetHistory())[^1].Values);
    }

    [Fact]
    public async Task WrongAdviceIsRefused()
    {
        var run = await DefineAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Patient(RunKey.OfPatient(run, Arm, 3000)).GetState());
        await Assert.ThrowsAnyAsync<Exception>(() => Patient(RunKey.OfPatient(run, 5, 1)).GetState());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Patient(RunKey.OfPatient(run, Arm, 1)).AdvanceTo(41).AsTask());
        var onTrunk = await Assert.ThrowsAsync<RefusedInputException>(() => Patient(RunKey.OfPatient(run, Arm, 1)).Intervene("{what: statin}"));
        Assert.Contains("only a patient on a branch", onTrunk.Message);
        var misspelt = await Assert.ThrowsAsync<RefusedInputException>(() => Patient(RunKey.OfBranch(run, Arm, 1, "b")).Intervene("{what: statine}"));
        Assert.Contains("statin", misspelt.Message);
    }

    private IPatientGrain Patient(string key) => cluster.Grains.GetGrain<IPatientGrain>(key);

    private async Task<string> DefineAsync()
    {
        var run = RunKey.Of(Plan, RunPart.Whole, PatientHosting.Grains);
        await cluster.Grains.GetGrain<IRunGrain>(run).Define(RunOrder.For(Plan, Checkpoint.Start(Plan, RunPart.Whole), PatientHosting.Grains));
        return run;
    }

    // To the bit, which also tells zeros and what is not a number apart.
    private sealed class Rows : IEqualityComparer<(int Year, float[] Values)>
    {
        public bool Equals((int Year, float[] Values) left, (int Year, float[] Values) right) =>
            left.Year == right.Year && left.Values.Select(BitConverter.SingleToInt32Bits).SequenceEqual(right.Values.Select(BitConverter.SingleToInt32Bits));

        public int GetHashCode((int Year, float[] Values) row) => row.Year;
    }
}
