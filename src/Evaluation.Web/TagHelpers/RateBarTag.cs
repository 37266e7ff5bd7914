using System.Globalization;
using Evaluation.Domain.Counting;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary><c>&lt;rate-bar rate="…" /&gt;</c>: a thin bar as long as a rate. The percentage stands beside it in words, so it says nothing to those who cannot see it.</summary>
[HtmlTargetElement("rate-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RateBarTag : TagHelper
{
    /// <summary>The rate, from 0 to 1.</summary>
    public Fraction Rate { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "rate-bar");
        output.Attributes.SetAttribute("height", "6");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.AppendHtml(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"rate-whole\" width=\"100%\" height=\"6\" rx=\"3\"/><rect class=\"rate-part\" width=\"{Percentage.Format(Rate)}\" height=\"6\" rx=\"3\"/>"));
    }
}
