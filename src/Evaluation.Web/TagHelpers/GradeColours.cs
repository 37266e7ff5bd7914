using Evaluation.Domain.Forms;

namespace Evaluation.Web.TagHelpers;

/// <summary>Colour and pattern of each grade: from green for the best to red for the worst, whatever the length of the scale. Classes g1 to g5, g0 for what is no opinion.</summary>
public static class GradeColours
{
    private static readonly int[][] ByLength = [[], [1], [1, 4], [1, 3, 4], [1, 2, 3, 4], [1, 2, 5, 3, 4]];

    /// <summary>The class of the grade at <paramref name="index"/>.</summary>
    public static string Of(FormDefinition form, int index)
    {
        if (form.Scale[index].Kind != GradeKind.Ordinary)
        {
            return form.Scale[index].Kind == GradeKind.Unknown ? "gu" : "g0";
        }

        var ordinary = form.Scale.Count(g => g.Kind == GradeKind.Ordinary);
        var place = form.Scale.Take(index).Count(g => g.Kind == GradeKind.Ordinary);
        if (ordinary < ByLength.Length)
        {
            return "g" + ByLength[ordinary][place];
        }

        // Longer scales keep the ends and take turns between.
        return place == 0 ? "g1" : place == ordinary - 1 ? "g4" : "g" + (place * 2 < ordinary ? 2 : place * 2 == ordinary - 1 ? 5 : 3);
    }
}
