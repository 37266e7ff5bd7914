using Microsoft.EntityFrameworkCore.Migrations;

namespace Evaluation.Core.Data;

/// <summary>Carries the problems of plans over that were stored as lines of text: each line becomes a problem without opinions, as JSON.</summary>
public static class ProblemUpgrade
{
    // Each turn halves a run of line ends, of which the column held 4,000 at most.
    private const int MostEmptyLines = 12;
    private const string End = "\",\"Quotes\":[]}";

    /// <summary>Adds the step to a migration, behind the column's change of type.</summary>
    public static void CarryProblemsOver(this MigrationBuilder migration) => migration.Sql(Sql(migration.ActiveProvider));

    /// <summary>The statement in the dialect of a provider.</summary>
    /// <param name="provider">The provider's name, as the framework has it.</param>
    public static string Sql(string? provider)
    {
        var (join, character) = provider switch
        {
            "Microsoft.EntityFrameworkCore.SqlServer" => ("+", "CHAR"),
            "Npgsql.EntityFrameworkCore.PostgreSQL" => ("||", "chr"),
            _ => ("||", "char"),
        };
        var line = character + "(10)";
        // An empty line is no problem; what JSON escapes is escaped before the lines are parted.
        var text = Enumerable.Range(0, MostEmptyLines).Aggregate($"REPLACE(\"Problems\", {character}(13), '')", (sofar, _) => $"REPLACE({sofar}, {line} {join} {line}, {line})");
        text = $"REPLACE(REPLACE(REPLACE({text}, '\\', '\\\\'), '\"', '\\\"'), {character}(9), '\\t')";
        text = $"REPLACE({text}, {line}, '{End},{{\"Title\":\"')";
        return $"UPDATE \"Consequences\" SET \"Problems\" = CASE WHEN \"Problems\" = '' THEN '[]' ELSE '[{{\"Title\":\"' {join} {text} {join} '{End}]' END;";
    }
}
