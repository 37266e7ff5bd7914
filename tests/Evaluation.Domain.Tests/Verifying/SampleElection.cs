using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Tests.Verifying;

/// <summary>A small election with its ballots, counted by the domain. The same seed gives the same election.</summary>
internal sealed record SampleElection(BallotLayout Layout, CountPlan Plan, RuleSet Rules, IReadOnlyList<BallotContent> Contents)
{
    private static readonly string[] Grades = ["满意", "比较满意", "不太满意", "不满意", "差"];
    private static readonly Fraction[] Thresholds = [Fraction.Of(1, 3), Fraction.Of(1, 2), Fraction.Of(3, 5), Fraction.Of(2, 3)];

    /// <summary>What the domain makes of it.</summary>
    public Export Export()
    {
        var counted = Tallier.Count(Layout, Plan, Contents, Contents.Select(_ => Guid.NewGuid()));
        return Export(counted.Box, CampaignResult.Of(Layout, Plan, Rules, counted.Counts));
    }

    /// <summary>The export of a box and a result, whether they belong together or not.</summary>
    public static Export Export(SealedBox box, CampaignResult result)
    {
        var counted = new DateTime(2026, 11, 22, 8, 30, 0, DateTimeKind.Utc);
        var campaign = new ExportedCampaign(Guid.NewGuid(), "群众评议", "某局", 2026, counted.AddHours(-2), null, counted);
        return new Export(SealedExport.WriteManifest(campaign, Guid.NewGuid(), box.Seal, result), box.Bytes, result);
    }

    /// <summary>An election with what a real one may have: pools that share people, merged groups, weights, 不了解 and 本人, blanks, every base and rules that meet.</summary>
    public static SampleElection Of(int seed)
    {
        var random = new Random(seed);
        var forms = Many(random, 1, 3, _ => FormOf(random));
        var pools = Many(random, 1, 3, i => new LayoutPool(Guid.NewGuid(), $"池{i}", Many(random, 1, 4, j =>
            new LayoutSubject(Guid.NewGuid(), $"对象{j}", "", random.GetItems(Enum.GetValues<SubjectKind>(), 1)[0], random.Next(forms.Length)))));
        var categories = Many(random, 1, 4, i =>
            new LayoutCategory(Guid.NewGuid(), $"类别{i}", [.. Enumerable.Range(0, pools.Length).Where(p => random.Next(2) == 0 || p == i % pools.Length)]));
        var layout = new BallotLayout("群众评议", "", forms, pools, categories);
        var returned = categories.Select(_ => random.Next(5) == 0 ? 0 : random.Next(1, 13)).ToList();
        var contents = returned.SelectMany((count, category) => Enumerable.Range(0, count).Select(_ => ContentOf(random, layout, category))).ToList();
        return new SampleElection(layout, PlanOf(random, layout, returned), RulesOf(random), contents);
    }

    /// <summary>The group minimum of a pool: one more where people evaluate each other.</summary>
    public static int MinimumOf(BallotLayout layout, LayoutPool pool, int groupMinimum) =>
        groupMinimum + (pool.Subjects.Any(s => layout.Forms[s.Form].Scale.Any(g => g.Kind == GradeKind.Self)) ? 1 : 0);

    private static FormDefinition FormOf(Random random) => new()
    {
        Overall = "总体评价",
        Indicators = Many(random, 0, 3, i => $"内容{i}"),
        Scale =
        [
            .. Grades.Take(random.Next(3, 6)).Select(g => new Grade(g)),
            .. random.Next(2) == 0 ? [new Grade("不了解", GradeKind.Unknown)] : Array.Empty<Grade>(),
            .. random.Next(3) == 0 ? [new Grade("本人", GradeKind.Self)] : Array.Empty<Grade>(),
        ],
        Prompts = [new OpinionPrompt("意见"), new OpinionPrompt("建议", PromptScope.EachSubject)],
    };

    // Few grades at a time, so that rates of exactly a third or a half come up.
    private static BallotContent ContentOf(Random random, BallotLayout layout, int category)
    {
        var few = random.Next(1, 4);
        var marks = layout.SheetOf(category).Rows.SelectMany(row =>
        {
            var form = layout.FormOf(row);
            return form.Questions.Select(_ => random.Next(8) == 0 ? BallotMark.Blank : BallotMark.Of(random.Next(4) == 0 ? random.Next(form.Scale.Count) : random.Next(few)));
        });
        return new BallotContent(category, string.Concat(marks), []);
    }

    private static CountPlan PlanOf(Random random, BallotLayout layout, List<int> returned)
    {
        var minimum = random.Next(3, 6);
        var disclosure = DisclosurePlan.Make(
            [.. layout.Categories.Select((c, i) => new CategorySubmissions([.. c.Pools], returned[i]))],
            [.. layout.Pools.Select(p => MinimumOf(layout, p, minimum))]);
        var categories = layout.Categories.Select((c, i) =>
            new CountedCategory(c.Id, c.Name, Fraction.Of(random.Next(4), random.Next(1, 8)), 20, 15, returned[i] + 2 + random.Next(3), returned[i] + random.Next(3), returned[i]));
        return new CountPlan([.. categories], disclosure.Groups, [.. disclosure.WithheldPools.Order()], minimum);
    }

    private static RuleSet RulesOf(Random random)
    {
        var metrics = Many(random, 1, 5, i => new Metric(
            $"metric-{i}", $"率{i}", Grades[..random.Next(1, 4)], random.GetItems(Enum.GetValues<MetricBase>(), 1)[0],
            random.Next(2) == 0, random.Next(2) == 0, random.Next(3) == 0));
        var rules = Many(random, 0, 8, i => RuleOf(random, i, metrics));
        return new RuleSet([.. metrics, new Metric("rare", "差评率", ["差"])], rules)
        {
            Quorum = random.Next(3) == 0 ? new Quorum(random.Next(2) == 0 ? Fraction.Of(random.Next(1, 11), 10) : null, random.Next(2) == 0 ? Fraction.Of(3, 4) : null) : null,
        };
    }

    private static Rule RuleOf(Random random, int number, Metric[] metrics)
    {
        var ends = random.GetItems(Thresholds, 2).Order().Select(value => new Bound(value, random.Next(4) == 0)).ToArray();
        var form = ends[0].Value == ends[1].Value ? random.Next(2) : random.Next(3);
        return new Rule(
            $"{number + 1}",
            "条款",
            [.. random.GetItems(Enum.GetValues<SubjectKind>(), 6).Distinct()],
            metrics[random.Next(Math.Min(2, metrics.Length))].Key,
            form == 0 ? null : ends[0],
            form == 1 ? null : ends[1],
            [new RuleConsequence(random.GetItems(Enum.GetValues<ConsequenceKind>(), 1)[0], random.GetItems(Enum.GetValues<Bearer>(), 1)[0])]);
    }

    private static T[] Many<T>(Random random, int least, int most, Func<int, T> make) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(make)];
}

/// <summary>The parts of an export, and the result that its manifest reports.</summary>
internal sealed record Export(byte[] Manifest, byte[] Box, CampaignResult Result)
{
    public string Seal => SealedExport.BasisCodeOf(Box);

    public string Basis => SealedExport.BasisCodeOf(Manifest);

    public byte[] File => SealedExport.Write(Manifest, Box);
}
