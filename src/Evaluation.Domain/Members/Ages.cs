namespace Evaluation.Domain.Members;

/// <summary>Age in full years.</summary>
public static class Ages
{
    /// <summary>Full years of age on <paramref name="day"/>; null when the birth date is unknown or later. Who was born on 29 February is a year older on 28 February of a common year.</summary>
    public static int? On(DateOnly? birthDate, DateOnly day)
    {
        if (birthDate is not { } birth || birth > day)
        {
            return null;
        }

        var years = day.Year - birth.Year;
        return birth.AddYears(years) > day ? years - 1 : years;
    }
}
