namespace Evaluation.Core.Settings;

/// <summary>One setting of the installation, kept in the database so that all nodes see it.</summary>
public sealed class Setting
{
    /// <summary>Longest key, in characters.</summary>
    public const int KeyLength = 60;

    /// <summary>Longest value, in characters.</summary>
    public const int ValueLength = 500;

    /// <summary>Its name.</summary>
    public required string Key { get; init; }

    /// <summary>Its value, as text.</summary>
    public required string Value { get; set; }
}
