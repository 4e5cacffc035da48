namespace Cohort.Simulation.Analysis;

/// <summary>A condition that a participant meets at baseline.</summary>
/// <param name="Quantity">What is measured, as target files name it: a scan or laboratory where there is one.</param>
/// <param name="Low">Lowest value admitted.</param>
/// <param name="High">Highest value admitted.</param>
public sealed record Inclusion(string Quantity, double Low, double High);

/// <summary>A trial to be emulated in the arms of a scenario: participants are other patients in each arm, as chance assigns them.</summary>
/// <param name="Outcome">The quantity whose change is compared, as target files name it.</param>
/// <param name="Year">Year of the last visit; the first is the baseline.</param>
/// <param name="Percent">Whether the change is in per cent of the first visit.</param>
/// <param name="Size">Participants an arm, at least 2.</param>
/// <param name="Replicates">How often the trial is repeated with other participants.</param>
/// <param name="Inclusions">Conditions at baseline, all of which hold.</param>
public sealed record TrialDesign(string Outcome, int Year, bool Percent, int Size, int Replicates, IReadOnlyList<Inclusion> Inclusions);

/// <summary>What the repeated trial found of an arm against the first.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Eligible">Patients that could take part and lived to the last visit.</param>
/// <param name="Change">Mean change in the arm among all of them.</param>
/// <param name="ChangeOfFirst">Mean change in the first arm.</param>
/// <param name="Effect">Difference of the two: what a trial of everybody would find.</param>
/// <param name="Spread">Standard deviation of the difference that trials of this size find.</param>
/// <param name="Power">Share of trials in which the difference is significant (two-sided, 5 %).</param>
/// <param name="WrongWay">Share of trials that find a significant difference of the other sign; 0 where there is no effect.</param>
/// <param name="SizeForPower">Participants an arm for a power of 80 %; infinite where there is no effect.</param>
public sealed record TrialResult(string Arm, int Eligible, double Change, double ChangeOfFirst, double Effect, double Spread, double Power, double WrongWay, double SizeForPower);
