using Evaluation.Domain.Counting;

namespace Evaluation.Domain.Pools;

/// <summary>How the people of a category get their codes.</summary>
public enum CodeIssue
{
    /// <summary>Slips are printed, cut and drawn from a box: nobody knows who has which.</summary>
    Drawn,

    /// <summary>One code is made for each person of a list of invitees.</summary>
    Invited,
}

/// <summary>A kind of evaluator (人员类别). It may belong to several pools: then one code and one sheet cover them all and the person is counted once.</summary>
public sealed class EvaluatorCategory
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 40;

    /// <summary>Largest target and most spares.</summary>
    public const int Most = 200_000;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>Name, such as 服务对象代表.</summary>
    public required string Name { get; set; }

    /// <summary>Place among the categories, from 0; a small category is merged with the next.</summary>
    public int Order { get; set; }

    /// <summary>How many evaluators are planned (应到).</summary>
    public int Target { get; set; }

    /// <summary>Spare codes made beside the target.</summary>
    public int Spares { get; set; }

    /// <summary>How codes are issued.</summary>
    public CodeIssue Issue { get; set; }

    /// <summary>Weight of the category in weighted metrics; null where the campaign has no weights.</summary>
    public Fraction? Weight { get; set; }

    /// <summary>How many were present (实到), entered at the end; null before.</summary>
    public int? Present { get; set; }

    /// <summary>How many codes and papers were handed out (发出), entered at the end; null before.</summary>
    public int? HandedOut { get; set; }
}

/// <summary>A person invited by name. Kept apart from ballots; whether the code was used is never shown.</summary>
public sealed class Invitee
{
    /// <summary>Longest name or contact, in characters.</summary>
    public const int TextLength = 60;

    /// <summary>Longest <see cref="SearchText"/>, in characters.</summary>
    public const int SearchLength = (2 * TextLength) + 1;

    private string name = "";
    private string contact = "";

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The category.</summary>
    public Guid CategoryId { get; set; }

    /// <summary>Name.</summary>
    public required string Name
    {
        get => name;
        set
        {
            name = value;
            Fold();
        }
    }

    /// <summary>Telephone or unit, for handing over the code; may be empty.</summary>
    public string Contact
    {
        get => contact;
        set
        {
            contact = value;
            Fold();
        }
    }

    /// <summary>Name and contact as they are searched, folded in width and case.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Place in the list, from 0.</summary>
    public int Order { get; set; }

    private void Fold() => SearchText = Domain.SearchText.Fold(name + "|" + contact, SearchLength);
}
