using Evaluation.Domain.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary><c>&lt;grade-key form="…" /&gt;</c>: what the colours and patterns of the bars mean.</summary>
[HtmlTargetElement("grade-key", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GradeKeyTag(Texts texts) : TagHelper
{
    /// <summary>The form, for the grades.</summary>
    public required FormDefinition Form { get; set; }

    /// <summary>Whether any slip was left blank, so that abstentions have a part in a bar.</summary>
    public bool HasBlank { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "grade-keys");
        for (var i = 0; i < Form.Scale.Count; i++)
        {
            if (Form.Scale[i].Kind != GradeKind.Self)
            {
                output.Content.AppendHtml(Key(GradeColours.Of(Form, i), Form.Scale[i].Name));
            }
        }

        if (HasBlank)
        {
            output.Content.AppendHtml(Key("g0", texts["Results.Abstained"]));
        }
    }

    private static TagBuilder Key(string css, string name)
    {
        var item = new TagBuilder("li");
        item.InnerHtml.AppendHtml($"<span class=\"key {css}\" aria-hidden=\"true\"></span>").Append(name);
        return item;
    }
}
