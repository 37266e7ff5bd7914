using Evaluation.Core.Data;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary>
/// <c>&lt;pager of="Model.Rows" /&gt;</c>: which rows are shown of how many, and links to the other pages. The links keep the query of the address and set <c>page</c>.
/// </summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTag(Texts texts) : TagHelper
{
    private const int Around = 2;

    /// <summary>Where one stands.</summary>
    public required Paging Of { get; set; }

    /// <summary>The page's context.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        var count = new TagBuilder("span");
        count.AddCssClass("pager-count");
        count.InnerHtml.Append(Of.Total == 0 ? texts["Common.Pager.None"] : texts["Common.Pager.Rows", Of.First, Of.Last, Of.Total]);
        output.Content.AppendHtml(count);
        if (Of.Pages > 1)
        {
            output.Content.AppendHtml(Links());
        }
    }

    private TagBuilder Links()
    {
        var list = new TagBuilder("ul");
        list.AddCssClass("pagination");
        list.InnerHtml.AppendHtml(Step(Of.Number - 1, "chevron-left", texts["Common.Pager.Previous"]));
        var last = 0;
        for (var number = 1; number <= Of.Pages; number++)
        {
            if (number != 1 && number != Of.Pages && Math.Abs(number - Of.Number) > Around)
            {
                continue;
            }

            if (number - last > 1)
            {
                list.InnerHtml.AppendHtml("<li class=\"page-item disabled\"><span class=\"page-link\">…</span></li>");
            }

            list.InnerHtml.AppendHtml(Link(number));
            last = number;
        }

        list.InnerHtml.AppendHtml(Step(Of.Number + 1, "chevron-right", texts["Common.Pager.Next"]));
        var navigation = new TagBuilder("nav");
        navigation.Attributes["aria-label"] = texts["Common.Pager.Label"];
        navigation.InnerHtml.AppendHtml(list);
        return navigation;
    }

    private TagBuilder Link(int number)
    {
        var link = Anchor(number);
        link.InnerHtml.Append(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var item = Item(link);
        if (number == Of.Number)
        {
            item.AddCssClass("active");
            link.Attributes["aria-current"] = "page";
        }

        return item;
    }

    private TagBuilder Step(int number, string icon, string name)
    {
        var isOutside = number < 1 || number > Of.Pages;
        var link = isOutside ? new TagBuilder("span") : Anchor(number);
        link.AddCssClass("page-link");
        link.InnerHtml.AppendHtml($"<i class=\"bi bi-{icon}\" aria-hidden=\"true\"></i>");
        var words = new TagBuilder("span");
        words.AddCssClass("visually-hidden");
        words.InnerHtml.Append(name);
        link.InnerHtml.AppendHtml(words);
        var item = Item(link);
        if (isOutside)
        {
            item.AddCssClass("disabled");
        }

        return item;
    }

    private TagBuilder Anchor(int number)
    {
        var request = ViewContext.HttpContext.Request;
        var query = new QueryBuilder(request.Query.Where(q => !q.Key.Equals("page", StringComparison.OrdinalIgnoreCase)))
        {
            { "page", number.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };
        var link = new TagBuilder("a");
        link.AddCssClass("page-link");
        link.Attributes["href"] = request.PathBase + request.Path + query.ToQueryString();
        return link;
    }

    private static TagBuilder Item(TagBuilder link)
    {
        var item = new TagBuilder("li");
        item.AddCssClass("page-item");
        item.InnerHtml.AppendHtml(link);
        return item;
    }
}
