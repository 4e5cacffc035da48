using Cohort.Physiology.State;
using Cohort.Simulation.Population;

namespace Cohort.Simulation.Tests.Population;

public sealed class PopulationFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Reads_what_is_given_and_fills_the_rest()
    {
        var table = Load("# my clinic\nid,age,sex,egfr,phosphate_mmol_l,smoking,dialysis_years,anticoagulant\n7,64,female,22.5,1.61,former,,warfarin\n8,\"71.9\",male,90,,current,2,\n");
        Assert.Equal(2, table.Count);
        var first = table[0];
        Assert.Equal((7L, 64f, true, 22.5f, 1.61f, (byte)1, 1f), (first.Id, first.Age, first.Female, first.Egfr, first.Phosphate, first.Smoking, first.Anticoagulant));
        Assert.True(float.IsNaN(first.DialysisYears) && float.IsNaN(first.Albuminuria) && float.IsNaN(first.WarfarinYears));
        Assert.True(first.Calcium > 1.5 && first.Bmi > 10 && first.Systolic > 60 && first.Ldl > 0.1 && first.Hba1c > 3);
        Assert.Equal((71f, 2f, (byte)2), (table[1].Age, table[1].DialysisYears, table[1].Smoking));
        Assert.True(float.IsFinite(table[1].Phosphate) && float.IsNaN(table[1].Anticoagulant));
        Assert.False(first.TopCoded);
        Assert.Equal(0.5, table.Share(0), 1e-9);

        var block = new PatientBlock { Count = 1 };
        Recruitment.Recruit(new RespondentTable([first]), RateTables.Load(), 1, 2018, 0, block, 0);
        Assert.Equal(1, block.Values(Variable.Anticoagulant)[0]);
    }

    [Fact]
    public void The_survey_itself_is_a_population_file()
    {
        using (var from = DataFile.Open("nhanes_2017_2018.csv"))
        using (var to = File.Create(_path))
        {
            from.CopyTo(to);
        }

        var table = PopulationFile.Load(_path);
        Assert.Equal(Nhanes.Load().Count, table.Count);
        Assert.Equal(Nhanes.Load()[0] with { Ldl = table[0].Ldl, Diastolic = table[0].Diastolic }, table[0]);
    }

    [Fact]
    public void Filled_values_come_from_like_respondents()
    {
        var table = Load("age,sex,egfr,diabetes_told\n" + string.Concat(Enumerable.Repeat("70,male,40,yes\n", 200)));
        var rows = table.Rows.ToArray();
        Assert.All(rows, r => Assert.True(r.Diabetes));
        Assert.True(rows.Average(r => r.Hba1c) > 6.3);
        Assert.True(rows.Select(r => r.Phosphate).Distinct().Count() > 3);
    }

    [Fact]
    public void Calcium_without_albumin_counts_as_corrected() =>
        Assert.Equal(2.41f, Load("age,sex,egfr,calcium_mmol_l\n50,male,90,2.41\n")[0].CorrectedCalcium);

    [Theory]
    [InlineData("", "F: the file is empty: a header line with the names of columns is needed")]
    [InlineData("# only a comment\n", "F: the file is empty: a header line with the names of columns is needed")]
    [InlineData("age,sex,egfr\n", "F: no rows below the header")]
    [InlineData("age,sex,egrf\n50,male,90\n",
        "F:1:3: unknown column 'egrf'; did you mean 'egfr'?\nF:1: column 'egfr' or 'creatinine_mg_dl' is missing: one of the two is needed")]
    [InlineData("age,sex,egfr,xyzzy\n50,male,90,1\n", "F:1:4: unknown column 'xyzzy'")]
    [InlineData("sex,egfr\nmale,90\n", "F:1: column 'age' is missing")]
    [InlineData("age,age,sex,egfr\n50,50,male,90\n", "F:1:2: column 'age' stands twice")]
    [InlineData("age,sex,egfr\nfifty,male,90\n", "F:2:1: age 'fifty' is not a number; allowed: 20 to 110")]
    [InlineData("age,sex,egfr\nNaN,male,90\n", "F:2:1: age 'NaN' is not a number; allowed: 20 to 110")]
    [InlineData("# c\nage,sex,egfr\n19,male,90\n", "F:3:1: age '19' is out of range; allowed: 20 to 110")]
    [InlineData("age,sex,egfr\n50,M,90\n", "F:2:2: sex 'M' is not a word known here; allowed: male, female")]
    [InlineData("age,sex,egfr\n50,male,\n", "F:2: egfr and creatinine_mg_dl are both empty: one of the two is needed")]
    [InlineData("age,sex,egfr\n,male,90\n", "F:2:1: age is empty; allowed: 20 to 110")]
    [InlineData("age,sex,egfr\n50,male,90\n60,male\n", "F:3: 2 cells where the header has 3")]
    [InlineData("age,sex,egfr\n50,male,90,7\n", "F:2: 4 cells where the header has 3")]
    [InlineData("age,sex,egfr,anticoagulant\n50,male,90,heparin\n", "F:2:4: anticoagulant 'heparin' is not a word known here; allowed: none, warfarin, doac")]
    [InlineData("age,sex,egfr,phosphate_mmol_l\n50,male,900,14\n",
        "F:2:3: egfr '900' is out of range; allowed: 1 to 200\nF:2:4: phosphate_mmol_l '14' is out of range; allowed: 0.2 to 5")]
    public void Says_what_is_wrong(string text, string problems) =>
        Assert.Equal(problems.Replace("F:", _path + ":", StringComparison.Ordinal), Assert.Throws<RefusedInputException>(() => Load(text)).Message);

    [Fact]
    public void A_missing_file_is_refused()
    {
        var refusal = Assert.Throws<RefusedInputException>(() => PopulationFile.Load(_path));
        Assert.StartsWith(_path + ": cannot be read: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_at_most_twenty_problems() => Assert.Equal(PopulationFile.MaxProblems, Assert.Throws<RefusedInputException>(
        () => Load("age,sex,egfr\n" + string.Concat(Enumerable.Repeat("5,x,y\n", 50)))).Problems.Count);

    private RespondentTable Load(string text)
    {
        File.WriteAllText(_path, text);
        return PopulationFile.Load(_path);
    }
}
