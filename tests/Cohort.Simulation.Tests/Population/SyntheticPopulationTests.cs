using Cohort.Physiology.Numerics;
using Cohort.Physiology.Rates;
using Cohort.Physiology.State;
using Cohort.Physiology.Treatments;
using Cohort.Simulation.Population;
using Cohort.Simulation.Running;

namespace Cohort.Simulation.Tests.Population;

public class SyntheticPopulationTests
{
    [Fact]
    public void Us_2019_holds_the_residents_by_age_and_sex()
    {
        var rows = SyntheticUs2019.Load().Rows.ToArray();
        double People(bool female, int low, int high) =>
            rows.Where(r => r.Female == female && r.Age >= low && r.Age <= high).Sum(r => (double)r.Weight);
        Assert.Equal(1, People(false, 20, 24) / 11064752, 1e-4);
        Assert.Equal(1, People(true, 75, 79) / 5334166, 1e-4);
        Assert.Equal(1, People(true, 80, 80) / (3637483 + 4228470), 1e-4);
        Assert.Equal(1, People(false, 80, 80) / (2679724 + 2376488), 1e-4);
    }

    [Fact]
    public void Dialysis_patients_show_the_published_mix()
    {
        var rows = SyntheticUsDialysis.Load().Rows.ToArray();
        var total = rows.Sum(r => (double)r.Weight);
        double Share(Func<Respondent, bool> who) => rows.Where(who).Sum(r => (double)r.Weight) / total;
        Assert.Equal(0.131 / 0.994, Share(r => r.Age < 45), 0.001);
        Assert.Equal(0.418 / 0.994, Share(r => r.Age is >= 45 and < 65), 0.001);
        Assert.Equal(0.235 / 0.994, Share(r => r.Age is >= 65 and < 75), 0.001);
        Assert.Equal(0.439 / 0.999, Share(r => r.Female), 0.001);
        Assert.InRange(Share(r => r.Diabetes), 0.58, 0.64);
        Assert.Equal(0.20, Share(r => r.DialysisYears < 1), 0.002);
        Assert.Equal(0.50, Share(r => r.DialysisYears < 3), 0.002);
        Assert.Equal(0.92, Share(r => r.DialysisYears < 10), 0.002);
        Assert.Equal(1.71, rows.Sum(r => r.Weight * r.Phosphate) / total, 0.04);
        Assert.All(rows, r => Assert.True(r.DialysisYears >= 0 && (!r.Diabetes || r.DiabetesYears >= 0)));
    }

    // 10.7 % of all patients in 2006, 17-32 % of the old; warfarin 24 % of those with fibrillation in 2005.
    [Fact]
    public void Dialysis_patients_have_the_published_fibrillation_and_warfarin()
    {
        var (table, rates, block) = (SyntheticUsDialysis.Load(), RateTables.Load(), new PatientBlock { Count = 1 });
        var (fibrillation, warfarin) = (0, 0);
        for (ulong patient = 0; patient < 50_000; patient++)
        {
            Recruitment.Recruit(table, rates, 5, 2005, patient, block, 0);
            fibrillation += block.Values(Variable.AfFrom)[0] < Recruitment.Never ? 1 : 0;
            warfarin += block.Values(Variable.Anticoagulant)[0] == 1 ? 1 : 0;
        }

        Assert.InRange(fibrillation / 50_000.0, 0.06, 0.13);
        Assert.InRange(warfarin / (double)fibrillation, 0.21, 0.27);
    }

    // What is measured holds: nothing changes in the first year, so the chemistry does not either.
    [Fact]
    public void Dialysis_patients_show_no_jump_of_phosphate_and_calcium_in_the_first_year()
    {
        var group = new PatientGroup<Lane8>(Model.Default, SyntheticUsDialysis.Load(), 3, 2018);
        var block = new PatientBlock { Count = PatientBlock.Capacity };
        for (var row = 0; row < block.Count; row++)
        {
            group.Recruit((ulong)row, block, row);
        }

        group.RunPast(block);
        double Mean(Variable variable) => block.Values(variable).ToArray().Average();
        double Gone() => block.Values(Variable.Transplant).ToArray().Count(transplant => transplant > 0);
        var (phosphate, calcium, transplants) = (Mean(Variable.Phosphate), Mean(Variable.Calcium), Gone());
        Assert.InRange(phosphate, 1.65, 1.8);
        group.Advance(block, 1, ArmPolicy.UsualCare);
        Assert.InRange(Gone() - transplants, 0, 30); // A transplant lowers phosphate, but few have one.
        Assert.Equal(phosphate, Mean(Variable.Phosphate), 0.06);
        Assert.Equal(calcium, Mean(Variable.Calcium), 0.02);
    }

    [Fact]
    public void Dialysis_patients_are_recruited_on_dialysis()
    {
        var (table, rates, block) = (SyntheticUsDialysis.Load(), RateTables.Load(), new PatientBlock { Count = 1 });
        for (ulong patient = 0; patient < 2000; patient++)
        {
            var row = table[Recruitment.Recruit(table, rates, 5, 2018, patient, block, 0)];
            Assert.Equal(row.Age - Math.Min(row.Age, row.DialysisYears), block.Values(Variable.DialysisFrom)[0], 1e-3);
            Assert.True(block.Values(Variable.DiabetesFrom)[0] <= Math.Max(15, block.Values(Variable.DialysisFrom)[0]) || !row.Diabetes);
        }
    }
}
