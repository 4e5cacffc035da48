using Cohort.Physiology.Events;
using Cohort.Physiology.State;

namespace Cohort.Physiology.Tests.Kit;

/// <summary>The same patients under the same random numbers, with one cause changed.</summary>
/// <param name="Without">As they are.</param>
/// <param name="With">With the cause.</param>
internal sealed record Comparison(Course Without, Course With)
{
    /// <summary>Mean with the cause less mean without.</summary>
    public double Difference(Variable variable, int? year = null) => With.Mean(variable, year) - Without.Mean(variable, year);

    /// <summary>Mean with the cause over mean without.</summary>
    public double Ratio(Variable variable, int? year = null) => With.Mean(variable, year) / Without.Mean(variable, year);

    /// <summary>Gain from baseline with the cause over gain without.</summary>
    public double GainRatio(Variable variable) =>
        (With.Mean(variable) - With.Mean(variable, 0)) / (Without.Mean(variable) - Without.Mean(variable, 0));

    /// <summary>Number of events with the cause over number without.</summary>
    public double EventRatio(EventKind kind) => (double)With.Count(kind) / Without.Count(kind);

    /// <summary>Asserts that the cause leaves every value of a variable in every year as it was.</summary>
    public void AssertSame(Variable variable)
    {
        for (var year = 0; year < Without.Years.Count; year++)
        {
            Assert.Equal(Without.Years[year].Values(variable).ToArray(), With.Years[year].Values(variable).ToArray());
        }
    }
}
