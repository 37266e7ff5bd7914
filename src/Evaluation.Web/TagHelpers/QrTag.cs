using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;

namespace Evaluation.Web.TagHelpers;

/// <summary><c>&lt;qr text="…" label="@T[…]" /&gt;</c>: a QR code as inline SVG; <c>class</c> sets its size.</summary>
[HtmlTargetElement("qr", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class QrTag : TagHelper
{
    /// <summary>What the code says.</summary>
    public required string Text { get; set; }

    /// <summary>What it is, for those who do not see it.</summary>
    public required string Label { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        using var data = QRCodeGenerator.GenerateQrCode(Text, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var path = new System.Text.StringBuilder();
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                var start = x;
                while (x < modules.Count && modules[y][x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("viewBox", $"0 0 {modules.Count} {modules.Count}");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Attributes.SetAttribute("shape-rendering", "crispEdges");
        output.Content.SetHtmlContent($"<path fill=\"#fff\" d=\"M0 0h{modules.Count}v{modules.Count}h-{modules.Count}z\"/><path d=\"{path}\"/>");
    }
}
