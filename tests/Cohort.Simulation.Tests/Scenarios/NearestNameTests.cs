using Cohort.Simulation.Scenarios;

namespace Cohort.Simulation.Tests.Scenarios;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["patients", "population", "years", "start_year", "G3a", "G3b", "vitamin_k", "vitamin_d"];

    [Theory]
    [InlineData("patiens", "patients")]
    [InlineData("patientss", "patients")]
    [InlineData("patoents", "patients")]
    [InlineData("aptinets", "patients")]
    [InlineData("PATIENTS", "patients")]
    [InlineData("start-year", "start_year")]
    [InlineData("startyear", "start_year")]
    [InlineData("g3B", "G3b")]
    [InlineData("vitamin_x", "vitamin_k")]
    public void A_near_name_is_found(string found, string nearest) => Assert.Equal(nearest, NearestName.Among(found, Names));

    [Theory]
    [InlineData("")]
    [InlineData("mortality")]
    [InlineData("G9z")]
    [InlineData("year_of_start")]
    public void A_far_name_is_not(string found) => Assert.Null(NearestName.Among(found, Names));

    [Fact]
    public void A_very_long_text_costs_nothing() => Assert.Null(NearestName.Among(new string('a', 10_000_000), Names));
}
