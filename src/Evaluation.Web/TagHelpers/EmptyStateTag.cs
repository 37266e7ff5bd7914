using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary>
/// <c>&lt;empty-state icon="inbox" title="@T[…]" text="@T[…]"&gt;button&lt;/empty-state&gt;</c>: what a list shows when it has no rows,
/// and what to do next (the content, usually one button).
/// </summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTag : TagHelper
{
    /// <summary>Icon above the words.</summary>
    public string Icon { get; set; } = "inbox";

    /// <summary>What is not there.</summary>
    public required string Title { get; set; }

    /// <summary>Why, and what to do.</summary>
    public string? Text { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var action = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty");
        var icon = new TagBuilder("div");
        icon.AddCssClass("empty-mark");
        icon.InnerHtml.AppendHtml($"<i class=\"bi bi-{Icon}\" aria-hidden=\"true\"></i>");
        output.Content.AppendHtml(icon);
        output.Content.AppendHtml(Line("empty-title", Title));
        if (!string.IsNullOrEmpty(Text))
        {
            output.Content.AppendHtml(Line("empty-subtitle text-secondary", Text));
        }

        if (!action.IsEmptyOrWhiteSpace)
        {
            var next = new TagBuilder("div");
            next.AddCssClass("empty-action");
            next.InnerHtml.AppendHtml(action);
            output.Content.AppendHtml(next);
        }
    }

    private static TagBuilder Line(string css, string text)
    {
        var line = new TagBuilder("p");
        line.AddCssClass(css);
        line.InnerHtml.Append(text);
        return line;
    }
}
