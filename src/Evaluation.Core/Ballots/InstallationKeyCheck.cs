using Evaluation.Core.Data;
using Evaluation.Core.Settings;
using Evaluation.Domain.Ballots;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>Whether the key folder belongs to the database.</summary>
public enum KeyMatch
{
    /// <summary>It does.</summary>
    Matches,

    /// <summary>The database was used with an installation key, and the folder holds none.</summary>
    Missing,

    /// <summary>The folder holds an installation key that is not the one the database was used with.</summary>
    Differs,
}

/// <summary>
/// Looks before the program serves whether its key folder belongs to its database: with another installation key no printed code would be known and no sealed box could be
/// read. The database keeps a fingerprint of the key, from which nothing of the key follows.
/// </summary>
public sealed class InstallationKeyCheck(KeyFolder keys, EvaluationDbContext db)
{
    private const string Fingerprint = "InstallationKey";

    /// <summary>Looks. The first program that starts on a database makes the key, unless the folder holds one already, and notes its fingerprint.</summary>
    public async Task<KeyMatch> CheckAsync(CancellationToken cancellation)
    {
        var noted = await FindAsync(cancellation);
        if (!keys.HasInstallationKey && (noted is not null || await db.BallotBoxes.AnyAsync(cancellation)))
        {
            return KeyMatch.Missing;
        }

        var own = Convert.ToHexStringLower(KeyWrap.Derive(keys.Installation, "fingerprint"));
        return (noted ?? await NoteAsync(own, cancellation)) == own ? KeyMatch.Matches : KeyMatch.Differs;
    }

    private async Task<string> NoteAsync(string own, CancellationToken cancellation)
    {
        db.Settings.Add(new Setting { Key = Fingerprint, Value = own });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another node started at the same moment; what it noted holds for both.
            db.ChangeTracker.Clear();
            if (await FindAsync(cancellation) is { } others)
            {
                return others;
            }

            throw;
        }

        return own;
    }

    private Task<string?> FindAsync(CancellationToken cancellation) =>
        db.Settings.Where(s => s.Key == Fingerprint).Select(s => s.Value).SingleOrDefaultAsync(cancellation);
}
