using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary><c>&lt;stepper current="2" /&gt;</c>: the six stages of a campaign, with the one it stands in.</summary>
[HtmlTargetElement("stepper", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepperTag(Texts texts) : TagHelper
{
    /// <summary>Text keys of the stages, in order.</summary>
    public static readonly string[] Stages =
    [
        "Shell.Stage.Preparation", "Shell.Stage.Voting", "Shell.Stage.Determination", "Shell.Stage.Feedback", "Shell.Stage.Rectification", "Shell.Stage.Archive",
    ];

    /// <summary>The current stage, from 0 to 5.</summary>
    public int Current { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "steps steps-counter stages");
        output.Attributes.SetAttribute("aria-label", texts["Shell.Stage.Label"].Value);
        for (var index = 0; index < Stages.Length; index++)
        {
            var item = new TagBuilder("li");
            item.AddCssClass(index == Current ? "step-item active" : "step-item");
            if (index == Current)
            {
                item.Attributes["aria-current"] = "step";
            }

            var name = new TagBuilder("span");
            name.InnerHtml.Append(texts[Stages[index]]);
            item.InnerHtml.AppendHtml(name);
            output.Content.AppendHtml(item);
        }
    }
}
