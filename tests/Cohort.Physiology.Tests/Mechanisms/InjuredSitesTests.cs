using Cohort.Physiology.Mechanisms;
using Cohort.Physiology.Numerics;
using Cohort.Physiology.Parameters;
using Cohort.Physiology.State;
using Cohort.Physiology.Tests.Kit;
using Cohort.Physiology.Years;

namespace Cohort.Physiology.Tests.Mechanisms;

/// <summary>Five kinds of injured site in one module, and the share of a deposit that cells have laid: from passive (0) to active (1).</summary>
public class InjuredSitesTests
{
    private static readonly TissueParameters Tissue = ModelParameters.Default.Tissue;

    [Fact]
    public void Kinds_and_ages_of_injury_are_drawn_at_their_shares()
    {
        const int blocks = 200;
        var kinds = new int[6];
        var block = new PatientBlock { Count = PatientBlock.Capacity };
        for (var k = 0; k < blocks; k++)
        {
            for (var i = 0; i < block.Count; i++)
            {
                block.SetId(i, (ulong)((k * block.Count) + i));
            }

            InjuredSites.Draw<Lane8>(block, Simulate.Context(0), ModelParameters.Default);
            for (var i = 0; i < block.Count; i++)
            {
                var kind = (int)block.Values(Variable.SiteKind)[i];
                kinds[kind]++;
                var from = block.Values(Variable.SiteFrom)[i];
                Assert.True(kind == 0 ? from == Patient.Never : from is >= 20 and <= 80 && from == MathF.Round(from));
            }
        }

        var all = (double)blocks * block.Count;
        AssertShare(Tissue.GranulomaShare, InjuredSites.Granuloma);
        AssertShare(Tissue.IatrogenicShare, InjuredSites.Overload);
        AssertShare(Tissue.OssificationShare, InjuredSites.Ossification);
        AssertShare(Tissue.CalcinosisShare, InjuredSites.Calcinosis);
        AssertShare(Tissue.GoitreShare, InjuredSites.Goitre);

        // Five standard errors.
        void AssertShare(double share, float kind) => Assert.Equal(share, kinds[(int)kind] / all, 5 * Math.Sqrt(share / all));
    }

    [Fact]
    public void An_injury_happens_once_at_the_border_of_past_and_future()
    {
        // The past's years carry the age at their end: at 21 the year that began at 20 has passed, at the baseline age the one before.
        Assert.True(Injured(age: 21, from: 20, counted: 1));
        Assert.False(Injured(age: 40, from: 40, counted: 1));
        Assert.True(Injured(age: 40, from: 40, counted: 0));

        static bool Injured(float age, float from, float counted)
        {
            var block = Site(InjuredSites.Granuloma, from).AtAge(age).With(Variable.InjuredSite, 0).Times(1);
            InjuredSites.Advance<Lane1>(block, counted, ModelParameters.Default);
            return block.Values(Variable.InjuredSite)[0] > 0.9f;
        }
    }

    [Theory]
    [InlineData(InjuredSites.Granuloma)]
    [InlineData(InjuredSites.Overload)]
    [InlineData(InjuredSites.Ossification)]
    [InlineData(InjuredSites.Calcinosis)]
    [InlineData(InjuredSites.Goitre)]
    public void Injury_comes_in_its_year_and_brings_a_deposit(float kind)
    {
        var course = Course(kind, from: 63, years: 10);
        var none = Course(0, from: Patient.Never, years: 10);
        Assert.Equal(none.Mean(Variable.InjuredSite, 3), course.Mean(Variable.InjuredSite, 3), 1e-6);
        Assert.InRange(course.Mean(Variable.InjuredSite, 4) - none.Mean(Variable.InjuredSite, 4), 0.99, 1.2);
        Assert.InRange(course.Mean(Variable.DystrophicDeposit) / none.Mean(Variable.DystrophicDeposit), 3, 100);
    }

    [Fact]
    public void Calcinosis_and_goitre_keep_injury_up_where_other_injuries_heal()
    {
        var granuloma = Course(InjuredSites.Granuloma, 60, 25).Mean(Variable.InjuredSite);
        Assert.Equal(granuloma, Course(InjuredSites.Ossification, 60, 25).Mean(Variable.InjuredSite), 1e-6);
        Assert.Equal(granuloma, Course(InjuredSites.Overload, 60, 25).Mean(Variable.InjuredSite), 1e-6);
        foreach (var kind in (float[])[InjuredSites.Calcinosis, InjuredSites.Goitre])
        {
            Assert.InRange(Course(kind, 60, 25).Mean(Variable.InjuredSite) / granuloma, 3, 10);
        }
    }

    [Fact]
    public void A_leak_of_calcium_calcifies_in_its_own_year()
    {
        // Local calcium of tens of mmol/L for weeks: several times what dead tissue takes from blood in that year; later both grow alike.
        var leak = Course(InjuredSites.Overload, 60, 10);
        var dead = Course(InjuredSites.Granuloma, 60, 10);
        Assert.InRange(Laid(leak, 1) / Laid(dead, 1), 3, 30);
        Assert.InRange((Laid(leak, 2) - Laid(dead, 2)) / Laid(dead, 2), 0, 1.5);
    }

    [Fact]
    public void Local_lack_of_inhibitors_makes_calcinosis_grow_faster_than_goitre()
    {
        var ratio = Course(InjuredSites.Calcinosis, 60, 10).Mean(Variable.DystrophicDeposit) / Course(InjuredSites.Goitre, 60, 10).Mean(Variable.DystrophicDeposit);
        Assert.InRange(ratio, 0.9 * Tissue.CalcinosisDeficit, 1.6 * Tissue.CalcinosisDeficit);
    }

    [Fact]
    public void Sites_lie_on_a_spectrum_from_dead_tissue_to_bone_forming_cells()
    {
        var active = new[] { InjuredSites.Granuloma, InjuredSites.Goitre, InjuredSites.Calcinosis, InjuredSites.Ossification }
            .Select(kind => Course(kind, 60, 10).Mean(Variable.SiteActive)).ToList();
        Assert.Equal(active.Order(), active);
        Assert.InRange(active[0], 0, 0.3);
        Assert.InRange(active[^1], 0.6, 1);
        Assert.Equal(active[0], Course(InjuredSites.Overload, 60, 10).Mean(Variable.SiteActive), 1e-6);
    }

    [Fact]
    public void Bone_forming_cells_raise_the_active_share_as_far_as_they_have_laid_the_deposit()
    {
        // Old passive mineral, then ossification: the share is the mean of both by amount.
        var old = Site(InjuredSites.Ossification, 60).With(Variable.DystrophicDeposit, 1).With(Variable.SiteActive, Tissue.DeadActive);
        var course = Simulate.Years(Simulate.Settled(old, 16), 5);
        for (var year = 1; year <= 5; year++)
        {
            Assert.True(course.Mean(Variable.SiteActive, year) > course.Mean(Variable.SiteActive, year - 1));
            var amount = course.Mean(Variable.DystrophicDeposit, year);
            var mean = (Tissue.DeadActive + (Tissue.OssificationActive * (amount - 1))) / amount;
            Assert.Equal(mean, course.Mean(Variable.SiteActive, year), 1e-4);
        }
    }

    [Theory]
    [InlineData(InjuredSites.Granuloma)]
    [InlineData(InjuredSites.Ossification)]
    public void High_calcium_and_phosphate_lay_more_at_a_site_but_leave_its_share_to_its_kind(float kind)
    {
        var effect = Simulate.Change(Site(kind, 60), Site(kind, 60).With(Variable.BoneLysis, 12), 5);
        Assert.InRange(effect.Ratio(Variable.DystrophicDeposit), 1.1, 5);
        Assert.Equal(1, effect.Ratio(Variable.SiteActive), 1e-4);
    }

    [Fact]
    public void An_old_deposit_grows_by_the_supersaturation_of_blood()
    {
        // Large beside what injury lays in a year, so that growth alone shows.
        var old = Patient.Healthy.With(Variable.DystrophicDeposit, 100);
        var effect = Simulate.Change(old, old.With(Variable.BoneLysis, 12), 3);
        Assert.InRange(effect.GainRatio(Variable.DystrophicDeposit), 1.1, 2);
        Assert.InRange(effect.Without.Mean(Variable.DystrophicDeposit) / 100, 1.05, 1.2);
    }

    [Fact]
    public void Media_without_osteogenic_cells_calcify_passively()
    {
        // Mineral that cells once laid is diluted by what chemistry lays alone, and the more so the higher calcium and phosphate.
        Assert.Equal(0, Media(vesicles: 1, phosphate: 1.13f), 1e-6);
        Assert.Equal(0, Media(vesicles: 1, phosphate: 2.5f), 1e-6);
        Assert.True(Media(vesicles: 1, phosphate: 2.5f, old: 1) < Media(vesicles: 1, phosphate: 1.13f, old: 1));
        Assert.True(Media(vesicles: 1, phosphate: 1.13f, old: 1) < 0.5f);
    }

    [Fact]
    public void Osteogenic_vesicles_turn_medial_calcification_active_and_more_so_where_phosphate_permits()
    {
        // All vesicles mineralise at 2.5 mmol/L and few at 1.13: three of four parts are laid by cells with four times the healthy flux.
        Assert.Equal(0.75, Media(vesicles: 4, phosphate: 2.5f), 0.02);
        Assert.InRange(Media(vesicles: 1.5f, phosphate: 2.5f), 0.1f, 0.5f);
        Assert.InRange(Media(vesicles: 4, phosphate: 1.13f), 0.01f, 0.45f);
    }

    [Theory]
    [InlineData(Variable.Inflammation, 4f)]
    [InlineData(Variable.AgeBurden, 4f)]
    [InlineData(Variable.PhosphateIntake, 2f)]
    public void In_kidney_disease_what_turns_cells_osteogenic_raises_the_active_share_of_the_media(Variable cause, float value)
    {
        var effect = Simulate.Change(Patient.Dialysed, 15, cause, value);
        Assert.InRange(effect.Without.Mean(Variable.MedialActive), 0.05, 0.9);
        Assert.InRange(effect.Difference(Variable.MedialActive), 0.01, 0.6);
    }

    [Fact]
    public void Healthy_media_age_passively_and_those_on_dialysis_actively()
    {
        var healthy = Simulate.Years(Simulate.Settled(Patient.Healthy, 32), 20).Mean(Variable.MedialActive);
        var dialysed = Simulate.Years(Simulate.Settled(Patient.Dialysed, 32), 20).Mean(Variable.MedialActive);
        Assert.InRange(healthy, 0, 0.05);
        Assert.InRange(dialysed, healthy + 0.07, 1);
    }

    private static Patient Site(float kind, float from) => Patient.Healthy.With(Variable.SiteKind, kind).With(Variable.SiteFrom, from);

    private static Course Course(float kind, float from, int years) => Simulate.Years(Simulate.Settled(Site(kind, from), 16), years);

    private static double Laid(Course course, int year) =>
        course.Mean(Variable.DystrophicDeposit, year) - course.Mean(Variable.DystrophicDeposit, year - 1);

    /// <summary>Active share of the media after a year on some old mineral, half of it active, or hardly any; all else healthy.</summary>
    private static float Media(float vesicles, float phosphate, float old = 1e-5f)
    {
        var block = Patient.Healthy.With(Variable.Vesicles, vesicles).With(Variable.Phosphate, phosphate)
            .With(Variable.MedialCalcium, old).With(Variable.MedialActive, old < 1 ? 0 : 0.5f).Times(1);
        Inhibitors.Combine<Lane1>(block, new TermColumns(), ModelParameters.Default);
        MedialCalcification.Advance<Lane1>(block, ModelParameters.Default);
        return block.Values(Variable.MedialActive)[0];
    }
}
