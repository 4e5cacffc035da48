namespace Cohort.Simulation.Population;

/// <summary>What happens where a column of a population file is absent or a cell empty.</summary>
public enum Absence
{
    /// <summary>The file is refused.</summary>
    Refused,

    /// <summary>The number of the row, from 1.</summary>
    RowNumber,

    /// <summary>1.</summary>
    One,

    /// <summary>Computed from creatinine (one of the two columns is required).</summary>
    FromCreatinine,

    /// <summary>Not needed: eGFR is given (one of the two columns is required).</summary>
    FromEgfr,

    /// <summary>Filled from a like respondent of the survey: same sex, nearest age, same diabetes and kidney class.</summary>
    LikeRespondent,

    /// <summary>Drawn anew for each virtual patient from published distributions.</summary>
    Drawn,

    /// <summary>Not on dialysis, unless eGFR is under 9, where the years are drawn.</summary>
    NoDialysis,

    /// <summary>Accepted, not read by the model.</summary>
    Unused,
}
