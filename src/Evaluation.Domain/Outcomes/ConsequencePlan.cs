using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Outcomes;

/// <summary>What follows from one rule for one subject: a pure function of the rule, the subject as of the closing date, and who was named for a vacant post.</summary>
public static class ConsequencePlan
{
    /// <summary>The consequences of a confirmed rule.</summary>
    /// <param name="determination">The determination, confirmed.</param>
    /// <param name="subject">The subject with its bearer of the closing date.</param>
    /// <param name="year">The year for which they count.</param>
    /// <param name="named">Who bears what falls on a head whose post was vacant; empty when nobody does, and those are left out.</param>
    /// <param name="deadline">By when tasks have to be handed in.</param>
    /// <param name="existing">What follows already from other rules: the same for the same bearer is not begun twice.</param>
    public static IReadOnlyList<Consequence> Make(
        DeterminationRecord determination, Subject subject, int year, string named, DateOnly deadline, IReadOnlyCollection<Consequence> existing)
    {
        var made = new List<Consequence>();
        foreach (var one in determination.DecidedRule?.Consequences ?? [])
        {
            var isHead = one.Bearer == Bearer.Head && subject.MemberId is null;
            var name = isHead ? subject.BearerName.Length > 0 ? subject.BearerName : named : subject.Name;
            if (name.Length == 0 || existing.Concat(made).Any(other => other.SubjectId == subject.Id && other.Kind == one.Kind && other.BearerName == name))
            {
                continue;
            }

            made.Add(new Consequence
            {
                CampaignId = determination.CampaignId,
                DeterminationId = determination.Id,
                SubjectId = subject.Id,
                Kind = one.Kind,
                Bearer = one.Bearer,
                BearerMemberId = isHead ? subject.BearerId : subject.MemberId,
                BearerName = name,
                Year = year,
                State = one.Kind.IsTask() ? ConsequenceState.Open : ConsequenceState.InForce,
                Deadline = one.Kind.IsTask() ? deadline : null,
            });
        }

        return made;
    }

    /// <summary>Whether the rule has a consequence that falls on a head whose post was vacant on the closing date: people must name somebody or say why nobody bears it.</summary>
    public static bool IsVacant(Rule rule, Subject subject) =>
        subject.MemberId is null && subject.BearerName.Length == 0 && rule.Consequences.Any(c => c.Bearer == Bearer.Head);
}
