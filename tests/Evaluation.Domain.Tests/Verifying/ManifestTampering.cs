using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tests.Verifying;

/// <summary>Changes an export as somebody would who can write files: the sum at the end, and the seal in the manifest, are put right again.</summary>
internal static class ManifestTampering
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] BytesOf(JsonNode manifest) => Encoding.UTF8.GetBytes(manifest.ToJsonString(Options));

    /// <summary>The file with a changed manifest.</summary>
    public static byte[] WithManifest(this Export export, Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(export.Manifest)!;
        change(manifest);
        return SealedExport.Write(BytesOf(manifest), export.Box);
    }

    /// <summary>The file with another box, whose seal the manifest names.</summary>
    public static byte[] WithBox(this Export export, byte[] box)
    {
        var manifest = JsonNode.Parse(export.Manifest)!;
        manifest["seal"] = SealedExport.BasisCodeOf(box);
        return SealedExport.Write(BytesOf(manifest), box);
    }
}
