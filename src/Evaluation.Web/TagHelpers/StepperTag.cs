using Evaluation.Domain.Campaigns;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary><c>&lt;stepper stage="@campaign.Stage" /&gt;</c>: the six steps of a campaign's course, with the one it stands in.</summary>
[HtmlTargetElement("stepper", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepperTag(Texts texts) : TagHelper
{
    /// <summary>Text keys of the steps, in order.</summary>
    public static readonly string[] Steps =
    [
        "Shell.Stage.Preparation", "Shell.Stage.Voting", "Shell.Stage.Determination", "Shell.Stage.Feedback", "Shell.Stage.Rectification", "Shell.Stage.Archive",
    ];

    /// <summary>The stage of the campaign.</summary>
    public CampaignStage Stage { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var current = StepOf(Stage);
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "steps steps-counter stages");
        output.Attributes.SetAttribute("aria-label", texts["Shell.Stage.Label"].Value);
        for (var index = 0; index < Steps.Length; index++)
        {
            var item = new TagBuilder("li");
            item.AddCssClass(index == current ? "step-item active" : "step-item");
            if (index == current)
            {
                item.Attributes["aria-current"] = "step";
            }

            var name = new TagBuilder("span");
            name.InnerHtml.Append(texts[Steps[index]]);
            item.InnerHtml.AppendHtml(name);
            output.Content.AppendHtml(item);
        }
    }

    private static int StepOf(CampaignStage stage) => stage switch
    {
        CampaignStage.Preparing or CampaignStage.Finalized => 0,
        CampaignStage.Open or CampaignStage.Ended => 1,
        CampaignStage.Archived => 5,
        _ => 2,
    };
}
