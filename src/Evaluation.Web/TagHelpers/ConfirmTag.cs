using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary>
/// <c>&lt;confirm-button url="…" label="@T[…]" question="@T[…]" icon="trash"&gt;hidden fields&lt;/confirm-button&gt;</c>: an act that is asked about once.
/// The button unfolds the question, and only the button below it posts the form (with its anti-forgery token); it works without JavaScript.
/// </summary>
[HtmlTargetElement("confirm-button")]
public sealed class ConfirmTag(Texts texts, IHtmlGenerator generator) : TagHelper
{
    /// <summary>Where the form is posted.</summary>
    [SuppressMessage("Design", "CA1056:URI-like properties should not be strings", Justification = "It is written into an attribute as it is.")]
    public required string Url { get; set; }

    /// <summary>What the first button says, and the second unless <see cref="Confirm"/> is given.</summary>
    public required string Label { get; set; }

    /// <summary>What will happen, and whether it can be undone.</summary>
    public required string Question { get; set; }

    /// <summary>What the second button says.</summary>
    public string? Confirm { get; set; }

    /// <summary>Icon of the first button.</summary>
    public string? Icon { get; set; }

    /// <summary>Classes of the first button.</summary>
    public string Button { get; set; } = "btn";

    /// <summary>Classes of the second button.</summary>
    public string ConfirmButton { get; set; } = "btn btn-danger";

    /// <summary>The page's context.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var fields = await output.GetChildContentAsync();
        output.TagName = "details";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "confirm");
        var summary = new TagBuilder("summary");
        summary.AddCssClass(Button);
        if (Icon is not null)
        {
            summary.InnerHtml.AppendHtml($"<i class=\"bi bi-{Icon}\" aria-hidden=\"true\"></i>");
        }

        summary.InnerHtml.Append(Label);
        output.Content.AppendHtml(summary);
        output.Content.AppendHtml(Form(fields));
    }

    private TagBuilder Form(TagHelperContent fields)
    {
        var form = new TagBuilder("form");
        form.AddCssClass("confirm-panel");
        form.Attributes["method"] = "post";
        form.Attributes["action"] = Url;
        var question = new TagBuilder("p");
        question.InnerHtml.Append(Question);
        var submit = new TagBuilder("button");
        submit.AddCssClass(ConfirmButton);
        submit.Attributes["type"] = "submit";
        submit.InnerHtml.Append(Confirm ?? Label);
        form.InnerHtml.AppendHtml(question).AppendHtml(fields).AppendHtml(submit)
            .AppendHtml(generator.GenerateAntiforgery(ViewContext));
        form.InnerHtml.AppendHtml($"<span class=\"confirm-hint\">{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(texts["Common.ConfirmHint"])}</span>");
        return form;
    }
}
