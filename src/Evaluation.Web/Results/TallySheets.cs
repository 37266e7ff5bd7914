using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Tallying;
using Evaluation.Documents.TallySheets;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;
using Evaluation.Web.Rules;

namespace Evaluation.Web.Results;

/// <summary>Lays out the tally sheets of counted campaigns in the language of the request.</summary>
public sealed class TallySheets(EvaluationDbContext db, ResultTexts words, RuleTexts rules, Texts texts)
{
    /// <summary>Media type of workbooks.</summary>
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The tally sheet of a campaign, as it is signed, filed and reported: pools under the group minimum have no figures on it.</summary>
    /// <param name="counted">The campaign.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<TallySheet> LayOutAsync(CountedCampaign counted, CancellationToken cancellation)
    {
        var campaign = counted.Campaign;
        var zone = await TimeZones.OfAsync(db, campaign.OrganizationId, cancellation);
        var input = new TallySheetInput(
            campaign.TallySheetTitle.Length > 0 ? campaign.TallySheetTitle : texts["Results.DefaultSheetTitle"],
            campaign.Title,
            counted.Host,
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(campaign.CountedAt!.Value, zone)),
            counted.Seal,
            counted.Result,
            counted.FormNames,
            counted.Result.Pools.SelectMany(p => p.Subjects).ToDictionary(s => s.Subject.Id, s => Describe(s, counted)))
        {
            BasisCode = counted.BasisCode,
            Formulas = counted.Result.Rules.Metrics.ToDictionary(m => m.Key, rules.Formula),
            PoolRemarks = counted.Result.Pools.Select(p => (p.Pool.Id, Text: string.Join('\n', RemarksOn(p, counted)))).Where(r => r.Text.Length > 0).ToDictionary(r => r.Id, r => r.Text),
            PoolOpinions = counted.Result.Pools.Where(p => !p.IsWithheld && counted.OpinionCounts.ContainsKey(p.Pool.Id)).ToDictionary(p => p.Pool.Id, p => counted.OpinionCounts[p.Pool.Id]),
            ShowsRank = campaign.ShowsRank,
            SortsByStrokes = campaign.SortsByStrokes,
        };
        return TallySheetLayout.Of(input, Translate);
    }

    /// <summary>A tally sheet as a workbook.</summary>
    public byte[] WorkbookOf(TallySheet sheet) => TallySheetWorkbook.Make(sheet, Translate);

    /// <summary>The tally sheets of a year as one workbook.</summary>
    public byte[] WorkbookOf(int year, string unit, DateOnly date, IReadOnlyList<(CountedCampaign Counted, TallySheet Sheet)> sheets) => AnnualTallyWorkbook.Make(
        texts["TallySheet.YearTitle", year],
        texts["TallySheet.YearUnit", unit, sheets.Count, texts["TallySheet.Date", date.Year, date.Month, date.Day]],
        [.. sheets.Select(s => EntryOf(s.Counted, s.Sheet))],
        Translate);

    /// <summary>The opinions of a campaign as a workbook: by pool, subject and question, and within a question in random order.</summary>
    public byte[] OpinionsOf(CountedCampaign counted, IReadOnlyList<Opinion> opinions)
    {
        var names = OpinionNames(counted.Result);
        var places = names.Keys.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        var rows = opinions.OrderBy(o => places[o.SubjectId ?? o.PoolId]).ThenBy(o => o.Prompt, StringComparer.Ordinal).ThenBy(o => o.Id)
            .Select(o => new OpinionRow(names[o.SubjectId ?? o.PoolId], o.Prompt, o.Text));
        return OpinionWorkbook.Make(texts["TallySheet.OpinionsTitle", counted.Campaign.Title], counted.Host, rows, Translate);
    }

    /// <summary>The names under which opinions are listed: of subjects, and of pools for those asked once; in the order of the ballots.</summary>
    public static Dictionary<Guid, string> OpinionNames(CampaignResult result) => result.Pools
        .SelectMany(p => p.Subjects.Select(s => (s.Subject.Id, s.Subject.Name)).Append((p.Pool.Id, p.Pool.Name)))
        .ToDictionary(n => n.Item1, n => n.Item2);

    /// <summary>A name for a file: of the text what every system allows in one.</summary>
    public string FileName(string key, string ending, params object[] arguments) =>
        string.Concat(texts[key, arguments].Value.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && !"\\/:*?\"<>|".Contains(c, StringComparison.Ordinal))) + "." + ending;

    private static AnnualEntry EntryOf(CountedCampaign counted, TallySheet sheet)
    {
        var plan = counted.Result.Plan;
        var determinations = counted.Result.Pools.Where(p => !p.IsWithheld).SelectMany(p => p.Subjects).SelectMany(s => s.Determinations).ToList();
        return new AnnualEntry(
            counted.Host,
            counted.Campaign.Title,
            counted.Result.Pools.Sum(p => p.Subjects.Count),
            plan.Categories.Sum(c => c.Due),
            plan.Categories.Sum(c => c.Present),
            plan.Categories.Sum(c => c.Issued),
            plan.Categories.Sum(c => c.Returned),
            determinations.Count(d => d.Outcome == RuleOutcome.Applies),
            determinations.Count(d => d.Outcome != RuleOutcome.Applies),
            sheet);
    }

    private TallySubject Describe(SubjectResult result, CountedCampaign counted)
    {
        var subject = counted.Subjects[result.Subject.Id];
        var responsible = subject.BearerName.Length > 0 ? subject.BearerName : texts["TallySheet.Vacant"].Value;
        return new TallySubject(
            texts.Of(result.Subject.Kind),
            result.Subject.Kind.IsPerson() ? "" : responsible,
            subject.BranchName,
            subject.PostTitle,
            subject.Standing is { } standing ? texts.Of(standing) : "",
            counted.Annulment.Covers(subject.Id) ? texts["Irregularities.SheetRemark"] : string.Join('\n', result.Determinations.Select(words.Line)),
            counted.Annulment.Covers(subject.Id) ? "" : string.Join('\n', result.Determinations.Select(words.Proposal).Distinct(StringComparer.Ordinal)),
            counted.OpinionCounts.GetValueOrDefault(subject.Id));
    }

    private IEnumerable<string> RemarksOn(PoolResult pool, CountedCampaign counted) =>
        (pool.IsInvalid ? [texts["Results.Invalid", pool.Sheets.Returned, pool.Sheets.Issued, pool.Present, pool.Due].Value] : Enumerable.Empty<string>())
            .Concat(counted.Minimums.Where(m => m.PoolId == pool.Pool.Id && !m.IsMet).Select(Remark));

    private string Remark(CategoryMinimum minimum) => texts["Results.MinimumNotMet", minimum.Category, minimum.Returned, minimum.Minimum];

    private string Translate(string key, params object[] arguments) => arguments.Length == 0 ? texts[key].Value : texts[key, arguments].Value;
}
