using System.ComponentModel.DataAnnotations;
using Evaluation.Domain.Ballots;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>A holder of a lock, as typed in the room.</summary>
public sealed class HolderForm
{
    /// <summary>Name.</summary>
    [Display(Name = "Locks.Name"), StringLength(Domain.Ballots.Passphrase.NameLength)]
    public string? Name { get; set; }

    /// <summary>In which capacity.</summary>
    [Display(Name = "Locks.Capacity")]
    public HolderCapacity Capacity { get; set; }

    /// <summary>The passphrase.</summary>
    [Display(Name = "Locks.Passphrase"), DataType(DataType.Password), StringLength(Domain.Ballots.Passphrase.MostLength)]
    public string? Passphrase { get; set; }

    /// <summary>The passphrase once more.</summary>
    [Display(Name = "Locks.Repeated"), DataType(DataType.Password), StringLength(Domain.Ballots.Passphrase.MostLength)]
    public string? Repeated { get; set; }

    /// <summary>Whether nothing was typed.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Name) && string.IsNullOrEmpty(Passphrase) && string.IsNullOrEmpty(Repeated);
}

/// <summary>The holders of the two locks of a box. Passphrases are never written back into the page.</summary>
public sealed class LocksForm
{
    /// <summary>The holders; the third may be left blank.</summary>
    public List<HolderForm> Holders { get; set; } = [];

    /// <summary>With only two holders: that both will be needed is understood.</summary>
    [Display(Name = "Locks.BothNeeded")]
    public bool BothNeeded { get; set; }

    /// <summary>Three blank holders.</summary>
    public static LocksForm Empty() => new()
    {
        Holders = [new() { Capacity = HolderCapacity.Witness }, new() { Capacity = HolderCapacity.Organizer }, new() { Capacity = HolderCapacity.Superior }],
    };

    /// <summary>The holders that were entered: the first two, and the third unless it is blank.</summary>
    public IReadOnlyList<NewHolder> Entered() =>
        [.. Holders.Take(BoxLocks.MostHolders).Where((h, i) => i < BoxLocks.FewestHolders || !h.IsBlank).Select(h => new NewHolder(h.Name?.Trim() ?? "", h.Capacity, h.Passphrase ?? ""))];

    /// <summary>Says at each field what is wrong.</summary>
    /// <param name="state">Takes the messages.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="problems">What was found wrong with the holders entered, by their index.</param>
    public void Check(ModelStateDictionary state, Texts texts, IReadOnlyList<(int Holder, HolderProblem Problem)> problems)
    {
        while (Holders.Count < BoxLocks.MostHolders)
        {
            Holders.Add(new HolderForm());
        }

        foreach (var (holder, problem) in problems)
        {
            var isName = problem is HolderProblem.NameMissing or HolderProblem.NameLong or HolderProblem.NameTwice or HolderProblem.IsEvaluated;
            Add(holder, isName ? nameof(HolderForm.Name) : nameof(HolderForm.Passphrase), texts["Locks.Problem." + problem, Domain.Ballots.Passphrase.Length, Domain.Ballots.Passphrase.DifferentCharacters]);
        }

        for (var i = 0; i < Holders.Count; i++)
        {
            if (!string.Equals(Holders[i].Passphrase, Holders[i].Repeated, StringComparison.Ordinal))
            {
                Add(i, nameof(HolderForm.Repeated), texts["Locks.Problem.RepeatedDiffers"]);
            }
        }

        if (Holders[BoxLocks.FewestHolders].IsBlank && !BothNeeded)
        {
            state.AddModelError(nameof(FinalizeModel.Locks) + "." + nameof(BothNeeded), texts["Locks.Problem.BothNeeded"]);
        }

        void Add(int holder, string field, string message)
        {
            var key = $"{nameof(FinalizeModel.Locks)}.{nameof(Holders)}[{holder}].{field}";
            if (state.GetFieldValidationState(key) != ModelValidationState.Invalid)
            {
                state.AddModelError(key, message);
            }
        }
    }
}
