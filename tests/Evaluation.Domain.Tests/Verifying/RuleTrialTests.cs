using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Verifying;

/// <summary>The verifier's rules on counts that are written down.</summary>
public sealed class RuleTrialTests
{
    // Satisfaction below 60 %; dissatisfaction over 1/3 to 2/3, and over 2/3; more than half put forward.
    private const string RuleSet = """
        { "metrics": [
            { "key": "satisfied", "name": "满意率", "grades": ["满意", "比较满意"] },
            { "key": "dissatisfied", "name": "不满意率", "grades": ["不满意"] },
            { "key": "known", "name": "了解的不满意率", "grades": ["不满意"], "leavesOutBlank": true, "leavesOutUnknown": true } ],
          "rules": [
            { "number": "1", "clause": "一", "kinds": ["branch"], "metric": "satisfied", "below": { "value": "60%" }, "consequences": [{ "kind": "rectification" }] },
            { "number": "2", "clause": "二", "kinds": ["branch"], "metric": "dissatisfied", "above": { "value": "1/3" }, "below": { "value": "2/3" }, "consequences": [{ "kind": "ratedBasicallyCompetent", "bearer": "head" }] },
            { "number": "3", "clause": "三", "kinds": ["branch"], "metric": "dissatisfied", "above": { "value": "2/3" }, "consequences": [{ "kind": "ratedIncompetent", "bearer": "head" }] },
            { "number": "4", "clause": "四", "kinds": ["office"], "metric": "satisfied", "above": { "value": "0.5" }, "consequences": [{ "kind": "putForward" }] },
            { "number": "5", "clause": "五", "kinds": ["member"], "metric": "known", "above": { "value": "1/3" }, "consequences": [{ "kind": "admonitionTalk" }] },
            { "number": "6", "clause": "六", "kinds": ["head"], "metric": "satisfied", "below": { "value": "60%", "included": true }, "consequences": [{ "kind": "rectification" }] } ] }
        """;

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Theory]
    // 60 % exactly, one slip less, one more.
    [InlineData("branch", "10 5 10 0 0 0", "")]
    [InlineData("branch", "10 4 11 0 0 0", "1 applies")]
    [InlineData("branch", "10 6 9 0 0 0", "")]
    [InlineData("head", "10 5 10 0 0 0", "6 applies")]
    [InlineData("head", "10 6 9 0 0 0", "")]
    // A third: 11 of 33 is not more, 12 is; 11 of 30 is.
    [InlineData("branch", "22 0 0 11 0 0", "")]
    [InlineData("branch", "21 0 0 12 0 0", "2 applies")]
    [InlineData("branch", "19 0 0 11 0 0", "2 applies")]
    [InlineData("member", "19 0 0 11 0 3", "5 applies")]
    [InlineData("member", "19 0 0 11 3 0", "5 applies")]
    [InlineData("member", "22 0 0 11 0 0", "")]
    [InlineData("branch", "19 0 0 11 0 3", "1 applies")]
    // Two thirds exactly is for decision; a slip beside it is not.
    [InlineData("branch", "8 0 0 16 0 0", "1 applies, 2 forDecision 3")]
    [InlineData("branch", "9 0 0 15 0 0", "1 applies, 2 applies")]
    [InlineData("branch", "7 0 0 17 0 0", "1 applies, 3 applies")]
    // More than half: a half is not.
    [InlineData("office", "12 0 12 0 0 0", "")]
    [InlineData("office", "13 0 12 0 0 0", "4 applies")]
    [InlineData("office", "13 0 12 0 0 1", "")]
    // Nothing to divide by.
    [InlineData("branch", "0 0 0 0 0 0", "1 undefined, 2 undefined, 3 undefined")]
    [InlineData("member", "0 0 0 0 5 5", "5 undefined")]
    [InlineData("cadre", "0 0 0 9 0 0", "")]
    public void Rules_AtTheEdges_DecideExactly(string kind, string counts, string expected)
    {
        var n = counts.Split(' ');

        var run = VerifierRun.Rules(RuleSet, $$"""{"id":"a","kind":"{{kind}}","counts":{"满意":{{n[0]}},"比较满意":{{n[1]}},"不太满意":{{n[2]}},"不满意":{{n[3]}},"不了解":{{n[4]}}},"unknown":["不了解"],"blank":{{n[5]}}}""");

        Assert.Equal((0, expected), (run.Code, Words(Assert.Single(run.Answers))));
    }

    [Fact]
    public void Rules_AnyElection_AgreeWithTheDomain() => Prop.ForAll(Seeds, seed =>
    {
        var export = SampleElection.Of(seed).Export();
        var rules = JsonNode.Parse(export.Manifest)!["ruleSet"]!.ToJsonString();
        var subjects = export.Result.Pools.Where(p => p.Groups.Count > 0 && !p.IsInvalid).SelectMany(p => p.Subjects.Select(s => (Pool: p, Subject: s))).ToList();
        var lines = subjects.Select(s => LineOf(s.Pool, s.Subject, export.Result.Rules.Metrics.Any(m => m.IsWeighted)));

        var run = VerifierRun.Rules(rules, string.Join('\n', lines));

        var found = run.Answers.Select(a => Words(a) + "; " + Figures(a));
        var expected = subjects.Select(s => Words(s.Subject) + "; " + Figures(s.Subject));
        return (run.Code == 0 && found.SequenceEqual(expected)).Label(string.Join('\n', expected) + "\n\n" + run.Output + run.Error);
    }).MustHold();

    [Fact]
    public void Rules_LinesOfTheDocument_AreAnsweredAsThere()
    {
        var template = File.ReadAllText(Path.Combine(Root(), "seeds", "templates", "bureau.json"));

        var run = VerifierRun.Rules(template, """{"id":"a","kind":"branch","counts":{"满意":8,"比较满意":5,"不太满意":4,"不满意":8},"blank":0}""");

        var answer = Assert.Single(run.Answers);
        Assert.Equal("""{"metric":"satisfied","sum":13,"base":25,"rate":"13/25","percent":"52.00%","arithmetic":"(8 \u002B 5) / 25 = 13/25"}""", answer["metrics"]![0]!.ToJsonString());
        Assert.Equal("2 applies", Words(answer));
        Assert.Equal("13/25 < 3/5", (string)answer["determinations"]![0]!["arithmetic"]!);
        Assert.Equal("""{"kind":"rectification","bearer":"subject"}""", answer["determinations"]![0]!["consequences"]![0]!.ToJsonString());
    }

    [Fact]
    public void Rules_WeightedGroups_ShowTheArithmetic()
    {
        const string weighted = """{"metrics":[{"key":"a","name":"甲","grades":["好"],"weighted":true},{"key":"b","name":"乙","grades":["好"],"base":"issued"}]}""";

        var run = VerifierRun.Rules(weighted, """
            {"id":"a","kind":"head","groups":[{"weight":"0.3","counts":{"好":1,"差":1},"issued":5},{"weight":"70%","counts":{"好":3,"差":1},"issued":5},{"weight":"0","counts":{"好":0,"差":9},"issued":0}]}
            {"id":"b","kind":"head","groups":[{"weight":"0.3","counts":{"好":1,"差":1},"issued":5},{"weight":"70%","counts":{"好":0,"差":0},"issued":5}]}
            """);

        var metrics = run.Answers.Select(a => a["metrics"]!).ToList();
        Assert.Equal(("27/40", "(3/10 * 1 / 2 + 7/10 * 3 / 4) / (3/10 + 7/10) = 27/40"), ((string)metrics[0][0]!["rate"]!, (string)metrics[0][0]!["arithmetic"]!));
        Assert.Equal((4, 15, "4/10"), ((int)metrics[0][0]!["sum"]!, (int)metrics[0][0]!["base"]!, "4/" + (int)metrics[0][1]!["base"]!));
        Assert.Null(metrics[1][0]!["rate"]);
        Assert.Null(metrics[1][0]!["percent"]);
    }

    [Theory]
    [InlineData("{}", "\"id\" is missing")]
    [InlineData("", "not contain any JSON")]
    [InlineData("[1]", "an object { } is expected")]
    [InlineData("""{"id":"a","kind":"people","counts":{"满意":1}}""", "people")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":-1,"比较满意":0}}""", "$.counts[\"满意\"]")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":1.5,"比较满意":0}}""", "$.counts[\"满意\"]")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":"1","比较满意":0}}""", "$.counts[\"满意\"]")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":99999999999999999999,"比较满意":0}}""", "$.counts[\"满意\"]")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":1,"满意":1,"比较满意":0}}""", "not JSON as it must be")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":1}}""", "比较满意")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":1,"比较满意":0},"blnak":1}""", "blnak")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":1,"比较满意":0},"self":["本人"]}""", "本人")]
    [InlineData("""{"id":"a","kind":"office","counts":{"满意":1,"比较满意":0},"self":["满意"]}""", "adds it up")]
    [InlineData("""{"id":"a","kind":"office","groups":[]}""", "$.groups")]
    [InlineData("""{"id":"a","kind":"office","groups":[{"weight":0.5,"counts":{"满意":1,"比较满意":0}}]}""", "$.groups[0].weight")]
    [InlineData("""{"id":"\ud800","kind":"office","counts":{"满意":1,"比较满意":0}}""", "half of a character")]
    public void Rules_LineThatCannotBeRead_IsAnsweredInItsPlace(string line, string reason)
    {
        const string good = """{"id":"g","kind":"office","counts":{"满意":1,"比较满意":0}}""";

        var run = VerifierRun.Rules(RuleSet, good + "\n" + line + "\r\n" + good);

        Assert.Equal((1, 3), (run.Code, run.Answers.Count));
        Assert.Equal(("g", "g"), ((string)run.Answers[0]["id"]!, (string)run.Answers[2]["id"]!));
        Assert.Equal(2, (int)run.Answers[1]["line"]!);
        Assert.Contains(reason, (string)run.Answers[1]["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_LineOfMoreThanAMegabyte_IsPassedOver()
    {
        const string good = """{"id":"g","kind":"office","counts":{"满意":1,"比较满意":0}}""";
        var longest = good[..^1] + new string(' ', (1 << 20) - Encoding.UTF8.GetByteCount(good)) + "}";

        var run = VerifierRun.Rules(RuleSet, $"{longest}\n{longest} \n{new string('x', 5 << 20)}\n{good}");

        Assert.Equal(["g", null, null, "g"], run.Answers.Select(a => (string?)a["id"]));
        Assert.Equal([2, 3], run.Answers.Where(a => a["line"] is not null).Select(a => (int)a["line"]!));
    }

    [Fact]
    public void Rules_LineThatIsNotUtf8_IsAnsweredInItsPlace()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, RuleSet);

        var run = VerifierRun.Of([.. "{\"id\":\""u8, 0xff, .. "\"}"u8], "rules", "--rule-set", path);

        File.Delete(path);
        Assert.Equal((1, "$: this is not UTF-8"), (run.Code, (string)Assert.Single(run.Answers)["error"]!));
    }

    [Theory]
    [InlineData("\"metric\": \"known\"", "\"metric\": \"happiness\"", "$.rules[4].metric")]
    [InlineData("\"60%\" }", "0.6 }", "$.rules[0].below.value")]
    [InlineData("\"60%\" }", "\"0,6\" }", "$.rules[0].below.value")]
    [InlineData("\"60%\" }", "\"1/0\" }", "$.rules[0].below.value")]
    [InlineData("\"60%\" }", "\"-1\" }", "$.rules[0].below.value")]
    [InlineData("\"below\": { \"value\": \"60%\" }, ", "", "$.rules[0]")]
    [InlineData("\"above\": { \"value\": \"1/3\" }, \"below\"", "\"above\": { \"value\": \"2/3\", \"included\": true }, \"below\"", "$.rules[1]")]
    [InlineData("\"kinds\": [\"office\"]", "\"kinds\": [\"bureau\"]", "$.rules[3].kinds[0]")]
    [InlineData("\"kinds\": [\"office\"]", "\"kinds\": []", "$.rules[3].kinds")]
    [InlineData("\"putForward\"", "\"bonus\"", "$.rules[3].consequences[0].kind")]
    [InlineData("[{ \"kind\": \"putForward\" }]", "[]", "$.rules[3].consequences")]
    [InlineData("\"bearer\": \"head\"", "\"bearer\": \"secretary\"", "$.rules[1].consequences[0].bearer")]
    [InlineData("\"included\": true", "\"included\": \"true\"", "$.rules[5].below.included")]
    [InlineData("\"leavesOutBlank\"", "\"leavesBlank\"", "leavesBlank")]
    [InlineData("\"key\": \"known\"", "\"key\": \"satisfied\"", "$.metrics[2].key")]
    [InlineData("\"grades\": [\"不满意\"] }", "\"grades\": [] }", "$.metrics[1].grades")]
    [InlineData("\"grades\": [\"不满意\"] }", "\"grades\": [\"不满意\"], \"base\": \"all\" }", "$.metrics[1].base")]
    [InlineData("\"rules\":", "\"rule\":", "rule")]
    [InlineData("\"metrics\":", "\"metrics\": [], \"metrics\":", "$")]
    [InlineData("\"clause\": \"一\"", "\"clause\": \"\"", "$.rules[0].clause")]
    [InlineData("{ \"metrics\"", "\"metrics\"", "$")]
    public void Rules_RuleSetWithAMistake_IsNotTried(string right, string wrong, string place)
    {
        Assert.Contains(right, RuleSet, StringComparison.Ordinal);

        var run = VerifierRun.Rules(RuleSet.Replace(right, wrong, StringComparison.Ordinal), "");

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60%")]
    [InlineData("0.6")]
    [InlineData(".6")]
    [InlineData("3/5")]
    [InlineData(" 6 / 10 ")]
    [InlineData("60 ％")]
    [InlineData("1.5/2.5")]
    [InlineData("60.00%")]
    public void Rules_ValueInAnyWriting_IsTheSame(string value)
    {
        const string lines = """
            {"id":"a","kind":"branch","counts":{"满意":15,"比较满意":0,"不满意":10},"self":[]}
            {"id":"b","kind":"branch","counts":{"满意":14,"比较满意":0,"不满意":11},"self":[]}
            """;

        var run = VerifierRun.Rules(RuleSet.Replace("\"60%\" }", $"\"{value}\" }}", StringComparison.Ordinal), lines);

        Assert.DoesNotContain("1 applies", Words(run.Answers[0]), StringComparison.Ordinal);
        Assert.Equal("14/25 < 3/5", (string)run.Answers[1]["determinations"]![0]!["arithmetic"]!);
    }

    private static string LineOf(PoolResult pool, SubjectResult subject, bool inGroups)
    {
        var scale = subject.Tally.Form.Scale;
        var groups = pool.Groups.Zip(subject.Tally.Groups, (group, counts) => Counts(scale, counts.Questions[0], group.Sheets, group.Weight)).ToList();
        var line = inGroups
            ? new JsonObject { ["groups"] = new JsonArray([.. groups]) }
            : Counts(scale, subject.Tally.Total(0), pool.Sheets, weight: null);
        line["id"] = subject.Subject.Id.ToString();
        line["kind"] = JsonNamingPolicy.CamelCase.ConvertName(subject.Subject.Kind.ToString());
        return line.ToJsonString();
    }

    private static JsonObject Counts(IReadOnlyList<Grade> scale, MarkCounts marks, SheetCounts sheets, Fraction? weight)
    {
        var counts = new JsonObject();
        foreach (var (index, grade) in scale.Index())
        {
            counts[grade.Name] = marks[index];
        }

        var line = new JsonObject
        {
            ["counts"] = counts,
            ["blank"] = marks.Blank,
            ["unknown"] = Names(scale, GradeKind.Unknown),
            ["self"] = Names(scale, GradeKind.Self),
            ["issued"] = sheets.Issued,
            ["returned"] = sheets.Returned,
        };
        if (weight is { } value)
        {
            line["weight"] = value.ToString();
        }

        return line;
    }

    private static JsonArray Names(IReadOnlyList<Grade> scale, GradeKind kind) => new([.. scale.Where(g => g.Kind == kind).Select(g => JsonValue.Create(g.Name))]);

    private static string Words(JsonNode answer) => string.Join(", ", answer["determinations"]!.AsArray().Select(d =>
        $"{d!["rule"]} {d["outcome"]}{(d["heavier"] is { } heavier ? " " + heavier : "")}"));

    private static string Words(SubjectResult subject) => string.Join(", ", subject.Determinations.Select(d =>
        $"{d.Rule.Number} {JsonNamingPolicy.CamelCase.ConvertName(d.Outcome.ToString())}{(d.Heavier is { } heavier ? " " + heavier.Number : "")}"));

    private static string Figures(JsonNode answer) => string.Join(", ", answer["metrics"]!.AsArray().Select(m =>
        $"{m!["metric"]} {m["sum"]} {m["base"]} {m["rate"]} {m["percent"]}"));

    private static string Figures(SubjectResult subject) => string.Join(", ", subject.Values.Select(v =>
        $"{v.Metric.Key} {v.Sum} {v.Base} {v.Rate} {(v.Rate is { } rate ? Percentage.Format(rate) : "")}"));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Evaluation.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
