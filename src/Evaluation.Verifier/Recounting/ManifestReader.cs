using System.Globalization;
using Evaluation.Verifier.Figures;
using Evaluation.Verifier.Reading;

namespace Evaluation.Verifier.Recounting;

/// <summary>Reads a manifest, part by part. Only what is consistent in itself is let through, so that whoever counts need not look again.</summary>
internal static class ManifestReader
{
    // A slip has one byte for the number of its marks, and two for each index.
    private const int MostQuestions = 255;
    private const int MostIndexes = 1 << 16;
    private const int MostGrades = 9;

    /// <summary>Reads the bytes.</summary>
    /// <exception cref="RefusalException">They are no manifest, or contradict themselves.</exception>
    public static Manifest Read(ReadOnlySpan<byte> json)
    {
        var root = JsonValue.Parse(json).Only("campaign", "boxId", "seal", "layout", "ruleSet", "plan", "result");
        var (title, organization) = ReadCampaign(root.Get("campaign"));
        Identity(root.Get("boxId"));
        var layout = root.Get("layout").Only("title", "requirements", "forms", "pools", "categories");
        layout.Get("title").Text();
        layout.Get("requirements").Text();
        var plan = root.Get("plan").Only("categories", "groups", "withheldPools", "groupMinimum");
        var turnouts = Listed(plan.Get("categories")).Select(ReadTurnout).ToList();
        var pools = ReadPools(layout, plan, turnouts);
        var rules = RuleSetReader.Read(root.Get("ruleSet").Only("metrics", "rules", "quorum"));
        return new Manifest(
            title, organization, root.Get("seal").Text(), pools, rules, turnouts, plan.Get("groupMinimum").Count(), ReadResult(root.Get("result"), pools));
    }

    private static (string Title, string Organization) ReadCampaign(JsonValue value)
    {
        Identity(value.Only("id", "title", "organization", "year", "begun", "ended", "counted").Get("id"));
        value.Get("year").Count(most: 9999);
        Moment(value.Get("counted"));
        foreach (var name in (string[])["begun", "ended"])
        {
            if (value.Find(name) is { } moment)
            {
                Moment(moment);
            }
        }

        return (value.Get("title").Text(), value.Get("organization").Text());
    }

    private static Turnout ReadTurnout(JsonValue value)
    {
        Identity(value.Only("id", "name", "weight", "due", "present", "issued", "returned", "valid").Get("id"));
        return new Turnout(
            value.Get("name").Text(),
            value.Get("weight").Fraction(),
            value.Get("issued").Count(),
            value.Get("returned").Count(),
            value.Get("valid").Count(),
            value.Get("due").Count(),
            value.Get("present").Count());
    }

    private static List<Pool> ReadPools(JsonValue layout, JsonValue plan, List<Turnout> turnouts)
    {
        var forms = layout.Get("forms").Items().Select(ReadForm).ToList();
        var count = Listed(layout.Get("pools")).Count();
        var categoriesOf = CategoriesOfPools(layout.Get("categories"), plan.Get("categories"), count);
        var groupOf = GroupOfCategories(plan.Get("groups"), turnouts.Count);
        var withheld = Indexes(plan.Get("withheldPools"), count).ToHashSet();
        var pools = new List<Pool>(count);
        foreach (var item in layout.Get("pools").Items())
        {
            Identity(item.Only("id", "name", "subjects").Get("id"));
            var groups = categoriesOf[pools.Count].GroupBy(category => groupOf[category]).OrderBy(group => group.Key)
                .Select(group => new PoolGroup(
                    group.Key,
                    group.Aggregate(Ratio.Zero, (sum, category) => sum.Plus(turnouts[category].Weight)),
                    group.Sum(category => turnouts[category].Issued),
                    group.Sum(category => turnouts[category].Returned),
                    group.Sum(category => turnouts[category].Valid),
                    group.Sum(category => turnouts[category].Due),
                    group.Sum(category => turnouts[category].Present)));
            pools.Add(new Pool(item.Get("name").Text(), [.. Listed(item.Get("subjects")).Select(s => ReadSubject(s, forms))], [.. groups], withheld.Contains(pools.Count)));
        }

        return pools;
    }

    private static Form ReadForm(JsonValue value)
    {
        value.Only("overall", "indicators", "scale", "prompts").Get("overall").Text();
        foreach (var prompt in value.Get("prompts").Items())
        {
            prompt.Only("text", "scope").Get("text").Text();
            prompt.Get("scope").OneOf("once", "eachSubject");
        }

        var questions = 1 + value.Get("indicators").Items().Select(i => i.Text()).Count();
        var scale = value.Get("scale").Items().Select(g => new Grade(
            g.Only("grade", "kind").Get("grade").FilledText(),
            g.Get("kind").OneOf("ordinary", "unknown", "self") switch { "unknown" => GradeKind.Unknown, "self" => GradeKind.Self, _ => GradeKind.Ordinary })).ToList();
        if (scale.Count is 0 or > MostGrades || scale.DistinctBy(g => g.Name, StringComparer.Ordinal).Count() != scale.Count)
        {
            throw value.Get("scale").Refuse("a scale has 1 to 9 grades, none twice");
        }

        return questions <= MostQuestions ? new Form(questions, scale) : throw value.Get("indicators").Refuse("there are more questions than a slip can bear");
    }

    private static Subject ReadSubject(JsonValue value, List<Form> forms)
    {
        Identity(value.Only("id", "name", "detail", "kind", "form").Get("id"));
        value.Get("detail").Text();
        return new Subject(value.Get("name").Text(), value.Get("kind").OneOf(RuleSet.Kinds), forms[value.Get("form").Index(forms.Count)]);
    }

    private static List<int>[] CategoriesOfPools(JsonValue printed, JsonValue planned, int pools)
    {
        var categoriesOf = new List<int>[pools];
        for (var pool = 0; pool < pools; pool++)
        {
            categoriesOf[pool] = [];
        }

        if (printed.Length() != planned.Length())
        {
            throw planned.Refuse("there are not as many categories as in the layout");
        }

        foreach (var (category, (print, plan)) in printed.Items().Zip(planned.Items()).Index())
        {
            Identity(print.Only("id", "name", "pools").Get("id"));
            if (print.Get("id").Text() != plan.Get("id").Text() || print.Get("name").Text() != plan.Get("name").Text())
            {
                throw plan.Refuse("this is not the category that stands here in the layout");
            }

            foreach (var pool in Indexes(print.Get("pools"), pools))
            {
                categoriesOf[pool].Add(category);
            }
        }

        return categoriesOf;
    }

    private static int[] GroupOfCategories(JsonValue groups, int categories)
    {
        var groupOf = new int[categories];
        Array.Fill(groupOf, -1);
        foreach (var (index, group) in Listed(groups).Index())
        {
            foreach (var category in Indexes(group, categories))
            {
                groupOf[category] = groupOf[category] < 0 ? index : throw group.Refuse("a category of this group is in another too");
            }
        }

        return groupOf.Contains(-1) ? throw groups.Refuse("a category is in no group") : groupOf;
    }

    private static List<List<ReportedSubject>> ReadResult(JsonValue result, List<Pool> pools)
    {
        if (result.Length() != pools.Sum(p => p.Subjects.Count))
        {
            throw result.Refuse("there are not as many entries as subjects");
        }

        using var entries = result.Items().GetEnumerator();
        var read = new List<List<ReportedSubject>>(pools.Count);
        for (var pool = 0; pool < pools.Count; pool++)
        {
            var subjects = new List<ReportedSubject>(pools[pool].Subjects.Count);
            foreach (var subject in pools[pool].Subjects)
            {
                entries.MoveNext();
                var entry = entries.Current.Only("pool", "subject", "groups", "metrics", "determinations");
                if (entry.Get("pool").Count() != pool || entry.Get("subject").Count() != subjects.Count)
                {
                    throw entry.Refuse(string.Create(CultureInfo.InvariantCulture, $"here subject {subjects.Count} of pool {pool} must stand"));
                }

                subjects.Add(new ReportedSubject(
                    ReadCounts(entry.Get("groups"), pools[pool].Groups, subject.Form),
                    [.. entry.Get("metrics").Items().Select(ReadMetric)],
                    [.. entry.Get("determinations").Items().Select(ReadOutcome)]));
            }

            read.Add(subjects);
        }

        return read;
    }

    private static List<int[]> ReadCounts(JsonValue value, IReadOnlyList<PoolGroup> groups, Form form)
    {
        if (value.Length() != groups.Count)
        {
            throw value.Refuse(string.Create(CultureInfo.InvariantCulture, $"the pool has {groups.Count} groups"));
        }

        var counts = new List<int[]>(groups.Count);
        foreach (var item in value.Items())
        {
            if (item.Only("group", "counts").Get("group").Count() != groups[counts.Count].Index)
            {
                throw item.Refuse(string.Create(CultureInfo.InvariantCulture, $"here group {groups[counts.Count].Index} must stand"));
            }

            var questions = item.Get("counts");
            if (questions.Length() != form.Questions)
            {
                throw questions.Refuse(string.Create(CultureInfo.InvariantCulture, $"the form has {form.Questions} questions"));
            }

            counts.Add([.. questions.Items().SelectMany(question => question.Length() == form.Width
                ? question.Items().Select(count => (int)count.Count())
                : throw question.Refuse(string.Create(CultureInfo.InvariantCulture, $"{form.Width} counts must stand here: blank and every grade")))]);
        }

        return counts;
    }

    private static ReportedMetric ReadMetric(JsonValue value) => new(
        value.Only("metric", "sum", "base", "rate").Get("metric").Text(), value.Get("sum").Count(), value.Get("base").Count(), value.Find("rate")?.Text());

    private static ReportedOutcome ReadOutcome(JsonValue value) => new(
        value.Only("rule", "outcome", "heavier").Get("rule").Text(),
        value.Get("outcome").OneOf(Outcome.Applies, Outcome.ForDecision, Outcome.Undefined),
        value.Find("heavier")?.Text());

    // Slips refer to pools, subjects and groups by two bytes.
    private static IEnumerable<JsonValue> Listed(JsonValue list) =>
        list.Length() <= MostIndexes ? list.Items() : throw list.Refuse("there are more than a slip can name");

    // Indexes in a list stand in ascending order, so none stands twice.
    private static List<int> Indexes(JsonValue list, int length)
    {
        var read = new List<int>();
        foreach (var item in list.Items())
        {
            var index = item.Index(length);
            read.Add(read.Count == 0 || index > read[^1] ? index : throw item.Refuse("indexes must ascend"));
        }

        return read;
    }

    private static void Identity(JsonValue value)
    {
        if (!Guid.TryParseExact(value.Text(), "D", out _))
        {
            throw value.Refuse("this is no identity");
        }
    }

    private static void Moment(JsonValue value)
    {
        if (!DateTime.TryParseExact(value.Text(), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            throw value.Refuse("this is no moment such as 2026-11-22T08:30:00Z");
        }
    }
}
