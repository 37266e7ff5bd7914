using Evaluation.Domain.Ballots;
using Evaluation.Domain.Tallying;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Ballots;

/// <summary>The slips of a sealed box on paper: nothing of the order, of the groups or of what belongs together is left.</summary>
public sealed class PrintedBoxTests
{
    private static readonly BallotLayout Layout = Layouts.Bureau2;

    // Sheets of the staff: 局党组 (3 questions), 机关党支部 (3), 甲 (1), 乙 (1).
    private static readonly Arbitrary<string[]> Sheets = Gen.Elements('-', '1', '2', '3', '4').ArrayOf(8).Select(marks => new string(marks)).ArrayOf().ToArbitrary();

    [Fact]
    public void Of_AnySheets_AddsUpToTheTally() => Prop.ForAll(Sheets, sheets =>
    {
        var (box, result) = Count(sheets);
        return PrintedBox.Of(Layout, Layouts.PlanOf(Layout), box).AgreesWith(result);
    }).MustHold();

    [Fact]
    public void Of_SheetsWhoseMarksAreExchangedSubjectBySubject_IsTheSamePrint() => Prop.ForAll(Sheets, sheets =>
    {
        // Each subject's slips in another order: other people, and other slips on one sheet.
        string[][] columns = [[.. sheets.Select(s => s[..3])], [.. sheets.Select(s => s[3..6])], [.. sheets.Select(s => s[6..7])], [.. sheets.Select(s => s[7..])]];
        foreach (var column in columns)
        {
            Random.Shared.Shuffle(column);
        }

        string[] exchanged = [.. sheets.Select((_, i) => string.Concat(columns.Select(c => c[i])))];
        return WordsOf(Count(sheets).Box) == WordsOf(Count(exchanged).Box);
    }).MustHold();

    [Fact]
    public void Of_SlipsOfSeveralGroups_DoesNotTellTheGroup()
    {
        var one = SealedBox.Make([], [new Slip(0, 0, 0, "111"), new Slip(0, 0, 1, "444"), new Slip(0, 0, 1, "111")]);
        var other = SealedBox.Make([], [new Slip(0, 0, 1, "111"), new Slip(0, 0, 0, "444"), new Slip(0, 0, 0, "111")]);

        Assert.Equal(WordsOf(one), WordsOf(other));
        Assert.Equal([new PrintedRow(1, 2, "111"), new PrintedRow(3, 1, "444")], PrintedBox.Of(Layout, Layouts.PlanOf(Layout), one).Subjects[0].Rows);
    }

    [Fact]
    public void Of_WithheldPool_IsLeftOut()
    {
        var print = PrintedBox.Of(Layout, Layouts.PlanOf(Layout) with { WithheldPools = [1] }, Count(["11144412", "111---12"]).Box);

        Assert.Equal(["局党组"], print.Subjects.Select(s => s.Subject.Name));
    }

    [Fact]
    public void AgreesWith_OneMarkMoreOrElse_IsFalse()
    {
        var (_, result) = Count(["11144412", "22244412"]);

        Assert.False(PrintedBox.Of(Layout, Layouts.PlanOf(Layout), Count(["11144412", "22344412"]).Box).AgreesWith(result));
        Assert.False(PrintedBox.Of(Layout, Layouts.PlanOf(Layout), Count(["11144412", "22244412", "22244412"]).Box).AgreesWith(result));
    }

    [Fact]
    public void Parts_OfMoreRowsThanOneTakes_HoldEachRowOnceAndAreNoLonger() => Prop.ForAll(Sheets, Gen.Choose(1, 60).ToArbitrary(), (sheets, most) =>
    {
        var print = PrintedBox.Of(Layout, Layouts.PlanOf(Layout), Count(sheets).Box);
        var parts = print.Parts(most);
        var sections = parts.SelectMany(p => p).ToList();
        return parts.All(p => p.Count > 0 && (p.Sum(s => s.Rows.Count) <= 1 || p.Sum(s => s.Rows.Count * (s.Subject.Form.QuestionCount + 2)) <= most))
            && print.Subjects.All(subject => sections.Where(s => s.Subject == subject).SelectMany(s => s.Rows).SequenceEqual(subject.Rows)
                && sections.Count(s => s.Subject == subject && s.IsFirst) == 1 && sections.Count(s => s.Subject == subject && s.IsLast) == 1);
    }).MustHold();

    [Fact]
    public void Parts_OfNothing_AreOneEmptyPart() => Assert.Empty(Assert.Single(new PrintedBox([]).Parts(100)));

    private static (SealedBox Box, CampaignResult Result) Count(string[] sheets)
    {
        var plan = Layouts.PlanOf(Layout);
        var counted = Tallier.Count(Layout, plan, [.. sheets.Select(marks => new BallotContent(0, marks, []))], sheets.Select(_ => Guid.NewGuid()));
        return (counted.Box, CampaignResult.Of(Layout, plan, Bureau.Rules, counted.Counts));
    }

    private static string WordsOf(SealedBox box) => string.Join('\n', PrintedBox.Of(Layout, Layouts.PlanOf(Layout), box).Subjects.Select(s => s.Subject.Name + " " + string.Join(' ', s.Rows)));
}
