using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary><c>&lt;icon name="printer" /&gt;</c>: an icon of Bootstrap Icons, hidden from screen readers; the words beside it say the same.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTag : TagHelper
{
    /// <summary>Name as on icons.getbootstrap.com.</summary>
    public required string Name { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "i";
        output.TagMode = TagMode.StartTagAndEndTag;
        var given = output.Attributes["class"]?.Value;
        output.Attributes.SetAttribute("class", $"bi bi-{Name} {given}".TrimEnd());
        output.Attributes.SetAttribute("aria-hidden", "true");
    }
}
