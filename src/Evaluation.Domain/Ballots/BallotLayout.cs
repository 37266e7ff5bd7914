using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;

namespace Evaluation.Domain.Ballots;

/// <summary>A subject as frozen on the ballot.</summary>
/// <param name="Id">The subject.</param>
/// <param name="Name">Name as printed.</param>
/// <param name="Detail">Kind, or branch and post, as printed.</param>
/// <param name="Kind">Kind of subject.</param>
/// <param name="Form">Index of its form.</param>
public sealed record LayoutSubject(Guid Id, string Name, string Detail, SubjectKind Kind, int Form);

/// <summary>A pool as frozen on the ballot.</summary>
/// <param name="Id">The pool.</param>
/// <param name="Name">Its name.</param>
/// <param name="Subjects">Its subjects in order.</param>
public sealed record LayoutPool(Guid Id, string Name, IReadOnlyList<LayoutSubject> Subjects);

/// <summary>A category as frozen on the ballot.</summary>
/// <param name="Id">The category.</param>
/// <param name="Name">Its name.</param>
/// <param name="Pools">Indexes of its pools, ascending; its sheet holds their subjects in this order.</param>
public sealed record LayoutCategory(Guid Id, string Name, IReadOnlyList<int> Pools);

/// <summary>One row of a sheet: a subject of a pool.</summary>
/// <param name="Pool">Index of the pool.</param>
/// <param name="Subject">Index of the subject within the pool.</param>
/// <param name="FirstMark">Index of its first mark among the marks of the sheet.</param>
public sealed record SheetRow(int Pool, int Subject, int FirstMark);

/// <summary>A place for free text on a sheet.</summary>
/// <param name="Number">Number of the place on the sheet, from 0.</param>
/// <param name="Pool">Index of the pool.</param>
/// <param name="Subject">Index of the subject within the pool; null when the prompt is asked once for the pool.</param>
/// <param name="Form">Index of the form.</param>
/// <param name="Prompt">Index of the prompt within the form.</param>
public sealed record OpinionPlace(int Number, int Pool, int? Subject, int Form, int Prompt);

/// <summary>What one evaluator sees: all subjects of all pools of the category.</summary>
/// <param name="Rows">The rows in order.</param>
/// <param name="Places">The places for free text in order.</param>
/// <param name="MarkCount">Marks of the whole sheet: one per row and question.</param>
public sealed record Sheet(IReadOnlyList<SheetRow> Rows, IReadOnlyList<OpinionPlace> Places, int MarkCount);

/// <summary>The frozen order of everything on a campaign's ballots. Marks and slips refer to it by index, so it never changes after finalizing.</summary>
/// <param name="Title">Title of the campaign.</param>
/// <param name="Requirements">What those who take part are asked to keep to; may be empty.</param>
/// <param name="Forms">Its forms.</param>
/// <param name="Pools">Its pools.</param>
/// <param name="Categories">Its categories.</param>
public sealed record BallotLayout(
    string Title,
    string Requirements,
    IReadOnlyList<FormDefinition> Forms,
    IReadOnlyList<LayoutPool> Pools,
    IReadOnlyList<LayoutCategory> Categories)
{
    /// <summary>The layout of a campaign as it is set up now.</summary>
    public static BallotLayout Of(Campaign campaign)
    {
        var forms = campaign.Forms.OrderBy(f => f.Order).ThenBy(f => f.Id).ToList();
        var pools = campaign.Pools.OrderBy(p => p.Order).ThenBy(p => p.Id).ToList();
        return new BallotLayout(
            campaign.Title,
            campaign.Requirements,
            [.. forms.Select(f => f.Definition)],
            [.. pools.Select(pool => new LayoutPool(pool.Id, pool.Name,
                [.. campaign.Subjects.Where(s => s.PoolId == pool.Id).OrderBy(s => s.Order).ThenBy(s => s.Id)
                    .Select(s => new LayoutSubject(s.Id, s.Name, s.Detail, s.Kind, forms.FindIndex(f => f.Id == s.FormId)))]))],
            [.. campaign.Categories.OrderBy(c => c.Order).ThenBy(c => c.Id).Select(category => new LayoutCategory(category.Id, category.Name,
                [.. Enumerable.Range(0, pools.Count).Where(i => pools[i].Categories.Any(pc => pc.CategoryId == category.Id))]))]);
    }

    /// <summary>The sheet of a category.</summary>
    public Sheet SheetOf(int category)
    {
        var rows = new List<SheetRow>();
        var places = new List<OpinionPlace>();
        var marks = 0;
        foreach (var pool in Categories[category].Pools)
        {
            var subjects = Pools[pool].Subjects;
            for (var subject = 0; subject < subjects.Count; subject++)
            {
                rows.Add(new SheetRow(pool, subject, marks));
                marks += Forms[subjects[subject].Form].QuestionCount;
                AddPlaces(places, pool, subject, subjects[subject].Form, PromptScope.EachSubject);
            }

            foreach (var form in subjects.Select(s => s.Form).Distinct().Order())
            {
                AddPlaces(places, pool, null, form, PromptScope.Once);
            }
        }

        return new Sheet(rows, places, marks);
    }

    /// <summary>The form of a row.</summary>
    public FormDefinition FormOf(SheetRow row) => Forms[Pools[row.Pool].Subjects[row.Subject].Form];

    private void AddPlaces(List<OpinionPlace> places, int pool, int? subject, int form, PromptScope scope)
    {
        for (var prompt = 0; prompt < Forms[form].Prompts.Count; prompt++)
        {
            if (Forms[form].Prompts[prompt].Scope == scope)
            {
                places.Add(new OpinionPlace(places.Count, pool, subject, form, prompt));
            }
        }
    }
}
