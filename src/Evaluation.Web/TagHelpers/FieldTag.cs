using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Evaluation.Web.TagHelpers;

/// <summary>
/// <c>&lt;field asp-for="Name" hint="@T[…]" /&gt;</c>: a form field whole, with label, control, hint and error. The control is a select when <c>items</c> are given or
/// the property is an enum, a textarea when <c>rows</c> is given, a check box for a bool, else an input of the property's type or <c>type</c>.
/// Attributes it does not know (autocomplete, inputmode, placeholder, autofocus, accept, min, …) go to the control; <c>class</c> goes to the whole.
/// </summary>
[HtmlTargetElement("field", Attributes = "asp-for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTag(IHtmlGenerator generator, Texts texts) : TagHelper
{
    /// <summary>The property.</summary>
    [HtmlAttributeName("asp-for")]
    public required ModelExpression For { get; set; }

    /// <summary>What to write, or why it is asked; already in the user's language.</summary>
    public string? Hint { get; set; }

    /// <summary>Choices of a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Lines of a textarea.</summary>
    public int? Rows { get; set; }

    /// <summary>Type of an input, when the property's own will not do.</summary>
    public string? Type { get; set; }

    /// <summary>Label, when the property's display name will not do.</summary>
    public string? Label { get; set; }

    /// <summary>The page's context.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    private Type ModelType => Nullable.GetUnderlyingType(For.ModelExplorer.ModelType) ?? For.ModelExplorer.ModelType;

    private string Id => TagBuilder.CreateSanitizedId(ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name), "_");

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var isCheck = ModelType == typeof(bool) && Items is null;
        var css = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.RemoveAll("class");
        var attributes = ControlAttributes(output, isCheck);
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", ("field " + css).TrimEnd());
        var control = await ControlAsync(context, attributes);
        if (isCheck)
        {
            var label = new TagBuilder("label");
            label.AddCssClass("form-check");
            label.InnerHtml.AppendHtml(control).AppendHtml("<span class=\"form-check-label\">").Append(LabelText()).AppendHtml("</span>");
            output.Content.AppendHtml(label);
        }
        else
        {
            output.Content.AppendHtml(LabelElement()).AppendHtml(control);
        }

        AppendHint(output);
        AppendError(output);
    }

    private TagHelperAttributeList ControlAttributes(TagHelperOutput output, bool isCheck)
    {
        var css = isCheck ? "form-check-input" : Items is not null || ModelType.IsEnum ? "form-select" : "form-control";
        var attributes = new TagHelperAttributeList(output.Attributes);
        attributes.SetAttribute("class", Error() is null ? css : css + " is-invalid");
        if (IsRequired() && !isCheck)
        {
            attributes.SetAttribute("required", "required");
        }

        var described = string.Join(' ', new[] { Hint is null ? null : Id + "-hint", Error() is null ? null : Id + "-error" }.Where(id => id is not null));
        if (described.Length > 0)
        {
            attributes.SetAttribute("aria-describedby", described);
        }

        if (Error() is not null)
        {
            attributes.SetAttribute("aria-invalid", "true");
        }

        return attributes;
    }

    private async Task<TagHelperOutput> ControlAsync(TagHelperContext context, TagHelperAttributeList attributes)
    {
        var items = Items ?? (ModelType.IsEnum ? texts.Options(ModelType, For.Metadata.IsReferenceOrNullableType) : null);
        TagHelper inner = items is not null ? new SelectTagHelper(generator) { For = For, Items = items, ViewContext = ViewContext }
            : Rows is not null ? new TextAreaTagHelper(generator) { For = For, ViewContext = ViewContext }
            : new InputTagHelper(generator) { For = For, InputTypeName = Type, ViewContext = ViewContext };
        var name = items is not null ? "select" : Rows is not null ? "textarea" : "input";
        if (Rows is { } rows)
        {
            attributes.SetAttribute("rows", rows);
        }

        if (Type is not null && name == "input")
        {
            attributes.SetAttribute("type", Type);
        }

        var output = new TagHelperOutput(name, attributes, (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()))
        {
            TagMode = name == "input" ? TagMode.SelfClosing : TagMode.StartTagAndEndTag,
        };
        inner.Init(context);
        await inner.ProcessAsync(context, output);
        return output;
    }

    private TagBuilder LabelElement()
    {
        var label = new TagBuilder("label");
        label.AddCssClass(IsRequired() ? "form-label required" : "form-label");
        label.Attributes["for"] = Id;
        label.InnerHtml.Append(LabelText());
        return label;
    }

    private void AppendHint(TagHelperOutput output)
    {
        if (Hint is not null)
        {
            output.Content.AppendHtml(Line(Id + "-hint", "form-hint", Hint));
        }
    }

    private void AppendError(TagHelperOutput output)
    {
        if (Error() is { } message)
        {
            output.Content.AppendHtml(Line(Id + "-error", "invalid-feedback", message));
        }
    }

    private string LabelText() => Label ?? For.Metadata.DisplayName ?? For.Name;

    // A value type cannot be left out, but a form may still not ask for it: only an explicit mark counts.
    private bool IsRequired() => For.Metadata.ValidatorMetadata.OfType<RequiredAttribute>().Any();

    private string? Error() =>
        ViewContext.ModelState.TryGetValue(ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name), out var entry) && entry.Errors.Count > 0
            ? entry.Errors[0].ErrorMessage
            : null;

    private static TagBuilder Line(string id, string css, string text)
    {
        var line = new TagBuilder("div");
        line.AddCssClass(css);
        line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        return line;
    }
}
