using ClosedXML.Excel;
using Evaluation.Documents.TallySheets;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;

namespace Evaluation.Documents.Tests.TallySheets;

/// <summary>The bureau's result: the Party group (33), the branch (25), three people, and a pool that is under the group minimum. Texts are their keys.</summary>
internal static class Sheets
{
    public const string Seal = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly FormDefinition OrganizationForm = new()
    {
        Overall = "总体评价",
        Indicators = ["履行承诺", "服务群众"],
        Scale = [new("满意"), new("比较满意"), new("不太满意"), new("不满意")],
    };

    private static readonly FormDefinition MemberForm = new()
    {
        Overall = "总体评价",
        Scale = [new("好"), new("一般"), new("差"), new("不了解", GradeKind.Unknown), new("本人", GradeKind.Self)],
    };

    public static RuleSet Rules { get; } = new(
        [new("satisfied", "满意率", ["满意", "比较满意"]), new("dissatisfied", "不满意率", ["不满意"]), new("good", "优良率", ["好"], LeavesOutUnknown: true)],
        []);

    public static TallySheetInput Input(params string[] names)
    {
        var given = names.Length > 0 ? names : ["局党组", "机关党支部", "丁一", "王二", "李三", "园区支部"];
        var layout = Layout(given);
        CountedCategory[] categories =
        [
            Category(layout, 0, due: 20, present: 20, issued: 20, returned: 20),
            Category(layout, 1, 10, 9, 9, 9),
            Category(layout, 2, 4, 4, 4, 4),
            Category(layout, 3, 6, 5, 5, 5),
            Category(layout, 4, 4, 3, 3, 3),
        ];
        var plan = new CountPlan(categories, [[0], [1, 2], [3], [4]], [3], 5);
        var subjects = layout.Pools.SelectMany(p => p.Subjects).Select(s => s.Id).ToList();
        var counts = new Dictionary<(Guid, int), IReadOnlyList<MarkCounts>>
        {
            // blank, then the grades; the overall question first, then the indicators.
            [(subjects[0], 0)] = Counts("0,12,5,2,1", "0,20,0,0,0", "4,10,2,2,2"),
            [(subjects[0], 1)] = Counts("0,6,4,2,1", "0,13,0,0,0", "1,6,2,2,2"),
            [(subjects[1], 0)] = Counts("0,5,3,4,8", "0,20,0,0,0", "0,20,0,0,0"),
            [(subjects[1], 2)] = Counts("0,1,2,1,1", "0,5,0,0,0", "0,5,0,0,0"),
            [(subjects[2], 0)] = Counts("1,17,0,0,1,1"),
            [(subjects[3], 0)] = Counts("0,10,5,2,2,1"),
            [(subjects[4], 0)] = Counts("0,17,1,1,0,1"),
            [(subjects[5], 3)] = Counts("0,1,1,1,0", "0,1,1,1,0", "0,1,1,1,0"),
        };
        return new TallySheetInput(
            "统计表", "2026年群众评议", "示例局党组", new DateOnly(2026, 4, 15), Seal,
            CampaignResult.Of(layout, plan, Rules, counts),
            ["组织评议表", "党员评议表"],
            subjects.Select((id, i) => (id, i)).ToDictionary(s => s.id, s => new TallySubject(
                "类型" + s.i, "负责人" + s.i, "支部" + s.i, "职务" + s.i, "身份" + s.i, "规则" + s.i, "运用" + s.i, s.i)))
        {
            BasisCode = new string('b', 64),
            Formulas = Rules.Metrics.ToDictionary(m => m.Key, m => m.Name + "的口径"),
        };
    }

    /// <summary>The same with a weighted satisfaction rate: 60 % the staff, 40 % all others.</summary>
    public static TallySheetInput Weighted()
    {
        var input = Input();
        var plan = input.Result.Plan with { Categories = [.. input.Result.Plan.Categories.Select((c, i) => c with { Weight = i == 0 ? Fraction.Of(6, 10) : i == 1 ? Fraction.Of(3, 10) : Fraction.Of(1, 10) })] };
        return Again(input, plan, Rules with { Metrics = [.. Rules.Metrics.Select(m => m with { IsWeighted = m.Key == "satisfied" })] }, 1);
    }

    /// <summary>The same with every mark given 100,000 times.</summary>
    public static TallySheetInput Large()
    {
        var input = Input();
        var plan = input.Result.Plan with { Categories = [.. input.Result.Plan.Categories.Select(c => c with { Due = c.Due * 100_000, Present = c.Present * 100_000, Issued = c.Issued * 100_000, Returned = c.Returned * 100_000 })] };
        return Again(input, plan, Rules, 100_000);
    }

    private static TallySheetInput Again(TallySheetInput input, CountPlan plan, RuleSet rules, int times)
    {
        var counts = input.Result.Pools.SelectMany(p => p.Subjects).SelectMany(s => s.Tally.Groups.Select(g => (Key: (s.Subject.Id, g.Group), g.Questions)))
            .ToDictionary(c => c.Key, c => (IReadOnlyList<MarkCounts>)[.. c.Questions.Select(q => MarkCounts.Parse(string.Join(',', q.ToString().Split(',').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture) * times))))]);
        return input with { Result = CampaignResult.Of(input.Result.Layout, plan, rules, counts) };
    }

    public static string Translate(string key, params object[] arguments) => string.Join(' ', [key, .. arguments]);

    public static TallySheet Lay(TallySheetInput input) => TallySheetLayout.Of(input, Translate);

    public static XLWorkbook Open(byte[] bytes) => new(new MemoryStream(bytes));

    public static XLWorkbook OpenSheet(TallySheetInput input) => Open(TallySheetWorkbook.Make(Lay(input), Translate));

    /// <summary>Column of a head, in either of the two head rows; of heads below a shared one the first.</summary>
    public static int ColumnOf(this IXLWorksheet sheet, string head, string? over = null)
    {
        for (var column = 1; column <= sheet.LastColumnUsed().ColumnNumber(); column++)
        {
            var (upper, lower) = (sheet.Cell(4, column).GetString(), sheet.Cell(5, column).GetString());
            if (over is null ? upper == head : upper == over && head == lower)
            {
                return column;
            }

            if (over is not null && upper == over && sheet.Cell(5, column + 1).GetString() == head)
            {
                return column + 1;
            }
        }

        throw new InvalidOperationException(head);
    }

    private static BallotLayout Layout(string[] names) => new(
        "群众评议",
        "",
        [OrganizationForm, MemberForm],
        [
            new(Guid.NewGuid(), "局党组评议员", [new(Guid.NewGuid(), names[0], "", SubjectKind.PartyGroup, 0)]),
            new(Guid.NewGuid(), "支部评议员", [new(Guid.NewGuid(), names[1], "", SubjectKind.Branch, 0)]),
            new(Guid.NewGuid(), "党员互评", [.. names[2..5].Select(n => new LayoutSubject(Guid.NewGuid(), n, "", SubjectKind.Member, 1))]),
            new(Guid.NewGuid(), "园区评议员", [new(Guid.NewGuid(), names[5], "", SubjectKind.Branch, 0)]),
        ],
        [
            new(Guid.NewGuid(), "职工党员", [0, 1, 2]),
            new(Guid.NewGuid(), "园区负责人", [0]),
            new(Guid.NewGuid(), "服务对象", [0]),
            new(Guid.NewGuid(), "群众代表", [1]),
            new(Guid.NewGuid(), "园区党员", [3]),
        ]);

    private static CountedCategory Category(BallotLayout layout, int index, int due, int present, int issued, int returned) =>
        new(layout.Categories[index].Id, layout.Categories[index].Name, Fraction.Zero, due, present, issued, returned, returned);

    private static List<MarkCounts> Counts(params string[] questions) => [.. questions.Select(MarkCounts.Parse)];
}
