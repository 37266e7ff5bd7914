using System.Globalization;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary>
/// <c>&lt;distribution-bar form="…" counts="…" /&gt;</c>: how many chose each grade, as a bar. Grades differ in colour and in pattern, each bears its number, and the whole is
/// said in words for those who cannot see it. Drawn as SVG with attributes alone: the content security policy allows no style attribute.
/// </summary>
[HtmlTargetElement("distribution-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DistributionBarTag(ResultTexts words) : TagHelper
{
    private const string DrawnKey = "DistributionBar.Patterns";

    // Patterns once per page; every later bar refers to them.
    private const string Patterns = """
        <defs>
        <pattern id="grade-2" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="g2" width="9" height="9"/><rect class="g2-mark" width="2.5" height="9"/></pattern>
        <pattern id="grade-3" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="g3" width="7" height="7"/><rect class="g3-mark" width="1.5" height="7"/></pattern>
        <pattern id="grade-5" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="g5" width="6" height="6"/><circle class="g5-mark" cx="3" cy="3" r="1"/></pattern>
        <pattern id="grade-u" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="gu" width="6" height="6"/><rect class="gu-mark" width="6" height="1"/></pattern>
        </defs>
        """;

    /// <summary>The form, for the grades.</summary>
    public required FormDefinition Form { get; set; }

    /// <summary>The counts.</summary>
    public required MarkCounts Counts { get; set; }

    /// <summary>The page's context.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "bar");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("height", "24");
        output.Attributes.SetAttribute("aria-label", words.Counts(Form, Counts));
        if (ViewContext.HttpContext.Items.TryAdd(DrawnKey, true))
        {
            output.Content.AppendHtml(Patterns);
        }

        var parts = Parts();
        var whole = parts.Sum(p => p.Count);
        var before = 0;
        foreach (var (css, count) in parts.Where(p => p.Count > 0))
        {
            output.Content.AppendHtml(Segment(css, count, before, whole));
            before += count;
        }
    }

    // 本人 counts nowhere, so it has no part in the bar.
    private List<(string Css, int Count)> Parts()
    {
        var parts = new List<(string Css, int Count)>();
        for (var i = 0; i < Form.Scale.Count; i++)
        {
            if (Form.Scale[i].Kind != GradeKind.Self)
            {
                parts.Add((GradeColours.Of(Form, i), Counts[i]));
            }
        }

        parts.Add(("g0", Counts.Blank));
        return parts;
    }

    private static string Segment(string css, int count, int before, int whole)
    {
        var text = count.ToString(CultureInfo.InvariantCulture);
        var fill = css is "g2" or "g3" or "g5" or "gu" ? $" fill=\"url(#grade-{css[1]})\"" : $" class=\"{css}\"";
        var segment = $"<rect{fill} x=\"{Percent(before, whole)}\" width=\"{Percent(count, whole)}\" height=\"100%\"/>";
        // A number that would not fit into its part is left out; it stands in the list below.
        return count * 100L < whole * 4L * text.Length
            ? segment
            : segment + $"<text class=\"on-{css}\" x=\"{Percent((2 * before) + count, 2 * whole)}\" y=\"50%\" dy=\".36em\" text-anchor=\"middle\">{text}</text>";
    }

    private static string Percent(int part, int whole) => (part * 100m / whole).ToString("0.####", CultureInfo.InvariantCulture) + "%";
}
