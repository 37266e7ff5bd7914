using System.Text;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Core.Tests.Campaigns;

public sealed class TemplateTests
{
    // A template with every part; each test breaks one place of it.
    private const string Whole = """
        {
          "key": "sample",
          "name": { "zh-Hans": "示例", "zh-Hant": "示例", "en": "Sample" },
          "summary": { "zh-Hans": "示例", "zh-Hant": "示例", "en": "Sample" },
          "campaign": { "title": "{year}年{organization}", "tallySheetTitle": "统计表", "groupMinimum": 5 },
          "forms": [
            { "key": "form", "name": "评议表", "overall": "总体评价",
              "indicators": ["一", "二"],
              "scale": [{ "grade": "好" }, { "grade": "差" }, { "grade": "不了解", "kind": "unknown" }],
              "prompts": [{ "text": "意见？", "scope": "eachSubject" }] }
          ],
          "categories": [
            { "key": "staff", "name": "干部", "target": 20, "spares": 1, "issue": "invited", "weight": "60%" },
            { "key": "served", "name": "服务对象", "target": 6 }
          ],
          "pools": [
            { "key": "pool", "name": "评议员", "size": 26,
              "categories": [{ "category": "staff" }, { "category": "served", "minimum": 6 }],
              "subjects": [{ "kind": "branch", "form": "form", "pick": "all" }] }
          ],
          "metrics": [{ "key": "bad", "name": "差评率", "grades": ["差"], "base": "valid", "leavesOutUnknown": true, "weighted": true }],
          "rules": [
            { "number": "1", "clause": "差评多", "kinds": ["branch"], "metric": "bad",
              "above": { "value": "1/3", "included": true }, "below": { "value": "2/3" },
              "consequences": [{ "kind": "teamOverhaul", "bearer": "head" }], "needsReview": false }
          ],
          "course": {
            "ways": ["meeting", "suggestionBox"],
            "phases": [{ "name": "评议", "from": "04-01", "until": "04-30", "steps": ["报告", "测评"] }],
            "statements": [{ "title": "个人小结", "kinds": ["member"], "sections": ["工作"], "mostCharacters": 3000 }],
            "publication": { "places": ["noticeBoard"], "workingDays": 5 },
            "feedback": [{ "kinds": ["member", "cadre"], "by": "superior" }, { "kinds": ["branch"], "by": "leader" }],
            "leaders": [{ "part": "组长", "who": "书记" }],
            "reportSections": ["基本情况"]
          }
        }
        """;

    [Fact]
    public void Read_WithEveryPart_FindsNoMistakeAndKeepsAll()
    {
        var reading = Read(Whole);

        Assert.Empty(reading.Mistakes);
        var template = reading.Template!;
        Assert.Equal(new Bound(Fraction.Of(1, 3), true), template.Rules.Rules[0].Above);
        Assert.Equal(new Bound(Fraction.Of(2, 3)), template.Rules.Rules[0].Below);
        Assert.False(template.Rules.Rules[0].NeedsReview);
        Assert.Equal(Fraction.Of(3, 5), template.Categories[0].Weight);
        Assert.Equal(6, template.Pools[0].Parts[1].Minimum);
        Assert.Equal([SubjectKind.Member], template.Course.Statements[0].Kinds);
        Assert.Equal("04-30", template.Course.Phases[0].Until);
        Assert.Equal(5, template.Course.Publication!.WorkingDays);
        Assert.Equal([(2, TemplateReporter.Superior), (1, TemplateReporter.Leader)], template.Course.Feedback.Select(f => (f.Kinds.Count, f.By)));
    }

    [Theory]
    [InlineData("\"key\": \"sample\",", "\"key\": \"sample\"", TemplateProblem.NotJson, "$", 3)]
    [InlineData("\"key\": \"sample\",", "", TemplateProblem.Missing, "$", 1)]
    [InlineData("\"key\": \"sample\"", "\"key\": \"Sample 1\"", TemplateProblem.NotAKey, "$.key", 2)]
    [InlineData("\"tallySheetTitle\"", "\"tallySheetTitel\"", TemplateProblem.UnknownName, "$.campaign.tallySheetTitel", 5)]
    [InlineData("\"groupMinimum\": 5", "\"title\": \"第二个\"", TemplateProblem.Repeated, "$.campaign.title", 5)]
    [InlineData("\"groupMinimum\": 5", "\"groupMinimum\": 2", TemplateProblem.NumberOutOfRange, "$.campaign.groupMinimum", 5)]
    [InlineData("\"groupMinimum\": 5", "\"groupMinimum\": \"5\"", TemplateProblem.NumberOutOfRange, "$.campaign.groupMinimum", 5)]
    [InlineData("\"groupMinimum\": 5", "\"showsRank\": \"yes\"", TemplateProblem.WrongType, "$.campaign.showsRank", 5)]
    [InlineData("\"tallySheetTitle\": \"统计表\"", "\"tallySheetTitle\": 5", TemplateProblem.WrongType, "$.campaign.tallySheetTitle", 5)]
    [InlineData("[\"一\", \"二\"]", "{}", TemplateProblem.WrongType, "$.forms[0].indicators", 8)]
    [InlineData("{ \"grade\": \"好\" }", "\"好\"", TemplateProblem.WrongType, "$.forms[0].scale[0]", 9)]
    [InlineData("\"overall\": \"总体评价\"", "\"overall\": \" \"", TemplateProblem.TextEmpty, "$.forms[0].overall", 7)]
    [InlineData("\"grade\": \"好\"", "\"grade\": \"一二三四五六七八九十一二三\"", TemplateProblem.TextTooLong, "$.forms[0].scale[0].grade", 9)]
    [InlineData("[\"一\", \"二\"]", "[\"一\", \"一\"]", TemplateProblem.FormDefect, "$.forms[0]", 7)]
    [InlineData("\"unknown\"", "\"dontKnow\"", TemplateProblem.NotOneOf, "$.forms[0].scale[2].kind", 9)]
    [InlineData("\"weight\": \"60%\"", "\"weight\": 0.6", TemplateProblem.NotAFraction, "$.categories[0].weight", 13)]
    [InlineData("\"weight\": \"60%\"", "\"weight\": \"-1/3\"", TemplateProblem.NotAFraction, "$.categories[0].weight", 13)]
    [InlineData("\"key\": \"served\"", "\"key\": \"staff\"", TemplateProblem.Repeated, "$.categories[1]", 14)]
    [InlineData("\"category\": \"served\"", "\"category\": \"serfs\"", TemplateProblem.UnknownKey, "$.pools[0].categories[1]", 18)]
    [InlineData("\"minimum\": 6", "\"minimum\": 7", TemplateProblem.MinimumOverTarget, "$.pools[0].categories[1]", 18)]
    [InlineData("\"form\": \"form\", \"pick\"", "\"form\": \"other\", \"pick\"", TemplateProblem.UnknownKey, "$.pools[0].subjects[0]", 19)]
    [InlineData("\"pick\": \"all\"", "\"pick\": \"some\"", TemplateProblem.NotOneOf, "$.pools[0].subjects[0].pick", 19)]
    [InlineData("\"grades\": [\"差\"]", "\"grades\": []", TemplateProblem.ListEmpty, "$.metrics[0].grades", 21)]
    [InlineData("\"grades\": [\"差\"]", "\"grades\": [\"很差\"]", TemplateProblem.UnknownGrade, "$.metrics[0].grades[0]", 21)]
    [InlineData("\"grades\": [\"差\"]", "\"grades\": [\"不了解\"]", TemplateProblem.UnknownGrade, "$.metrics[0].grades[0]", 21)]
    [InlineData("\"metric\": \"bad\"", "\"metric\": \"worse\"", TemplateProblem.RuleDefect, "$.rules[0]", 23)]
    [InlineData("\"below\": { \"value\": \"2/3\" }", "\"below\": { \"value\": \"1/3\" }", TemplateProblem.RuleDefect, "$.rules[0]", 23)]
    [InlineData("\"kinds\": [\"branch\"], \"metric\"", "\"kinds\": [], \"metric\"", TemplateProblem.ListEmpty, "$.rules[0].kinds", 23)]
    [InlineData("\"from\": \"04-01\"", "\"from\": \"02-29\"", TemplateProblem.NotADay, "$.course.phases[0].from", 29)]
    [InlineData("[\"branch\"], \"by\"", "[\"branch\", \"member\"], \"by\"", TemplateProblem.Repeated, "$.course.feedback[1]", 32)]
    [InlineData("\"by\": \"leader\"", "\"by\": \"boss\"", TemplateProblem.NotOneOf, "$.course.feedback[1].by", 32)]
    public void Read_WithOneMistake_ReportsPlaceAndReason(string right, string wrong, TemplateProblem problem, string path, int line)
    {
        Assert.Contains(right, Whole, StringComparison.Ordinal);

        var reading = Read(Whole.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(reading.Template);
        var mistake = Assert.Single(reading.Mistakes, m => m.Problem == problem);
        Assert.Equal(("sample.json", path, line), (mistake.File, mistake.Path, mistake.Line));
    }

    [Fact]
    public void Read_WithSeveralMistakes_ReportsThemAllAtOnceInTheOrderOfTheFile()
    {
        var reading = Read(Whole
            .Replace("\"groupMinimum\": 5", "\"groupMinimum\": 2", StringComparison.Ordinal)
            .Replace("\"unknown\"", "\"dontKnow\"", StringComparison.Ordinal)
            .Replace("\"minimum\": 6", "\"minimum\": 7", StringComparison.Ordinal));

        Assert.Equal(
            [TemplateProblem.NumberOutOfRange, TemplateProblem.NotOneOf, TemplateProblem.MinimumOverTarget],
            reading.Mistakes.Select(m => m.Problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ } { }")]
    [InlineData("// nothing")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void Read_WhatIsNoTemplate_ReportsMistakesInsteadOfFailing(string text) => Assert.NotEmpty(Read(text).Mistakes);

    [Fact]
    public void Read_WhatIsNotUtf8_ReportsAMistakeInsteadOfFailing()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        bytes[Array.IndexOf(bytes, (byte)0xE7)] = 0xFF;

        Assert.Equal(TemplateProblem.NotJson, Assert.Single(TemplateReader.Read("sample.json", bytes).Mistakes).Problem);
    }

    [Fact]
    public void Library_WithBrokenFileAndTakenKey_KeepsTheGoodOne()
    {
        var folder = Directory.CreateTempSubdirectory("evaluation-seeds-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "templates"));
            File.WriteAllText(Path.Combine(folder, "templates", "a.json"), Whole);
            File.WriteAllText(Path.Combine(folder, "templates", "b.json"), Whole);
            File.WriteAllText(Path.Combine(folder, "templates", "c.json"), "{");

            var library = new TemplateLibrary(folder, NullLogger<TemplateLibrary>.Instance);

            Assert.Equal("sample", Assert.Single(library.Templates).Key);
            Assert.Equal([("b.json", TemplateProblem.KeyTaken), ("c.json", TemplateProblem.NotJson)], library.Mistakes.Select(m => (m.File, m.Problem)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Library_WithoutFolder_ReportsThatInsteadOfFailing()
    {
        var library = new TemplateLibrary(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")), NullLogger<TemplateLibrary>.Instance);

        Assert.Empty(library.Templates);
        Assert.Equal(TemplateProblem.NotReadable, Assert.Single(library.Mistakes).Problem);
    }

    [Fact]
    public void Shipped_Templates_HaveNoMistake()
    {
        var library = Shipped();

        Assert.Empty(library.Mistakes);
        Assert.NotEmpty(library.Templates);
    }

    [Fact]
    public void Shipped_Bureau_PlansThirtyThreeAndTwentyFive()
    {
        var bureau = Shipped().Find("bureau")!;

        int Planned(string pool) => bureau.Pools.Single(p => p.Key == pool).Parts.Sum(part => bureau.Categories.Single(c => c.Key == part.Category).Target);
        Assert.Equal(33, Planned("party-group"));
        Assert.Equal(25, Planned("branch"));
        Assert.Equal([33, 25, null], bureau.Pools.Select(p => p.Size));
        // Persons are counted once: the members on the staff belong to all three.
        Assert.Equal(38, bureau.Categories.Sum(c => c.Target));
        Assert.All(bureau.Pools, pool => Assert.Contains(pool.Parts, part => part.Category == "party-staff"));
    }

    [Fact]
    public void Shipped_Bureau_LeavesThePartyGroupWithRectificationAlone()
    {
        var rules = Shipped().Find("bureau")!.Rules.Rules.Where(r => r.Kinds.Contains(SubjectKind.PartyGroup));

        var consequence = Assert.Single(rules.SelectMany(r => r.Consequences));
        Assert.Equal(new RuleConsequence(ConsequenceKind.Rectification, Bearer.Subject), consequence);
    }

    private static TemplateLibrary Shipped() => new(Path.Combine(AppContext.BaseDirectory, "seeds"), NullLogger<TemplateLibrary>.Instance);

    private static TemplateReading Read(string json) => TemplateReader.Read("sample.json", Encoding.UTF8.GetBytes(json));
}
