using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Evaluation.Web;

/// <summary>
/// The texts shown to users. A key is <c>File.Name</c>: its first part names the resource file under Resources/,
/// so that <c>Members.Import.Title</c> stands in Members.resx (Simplified Chinese), Members.zh-Hant.resx and Members.en.resx.
/// </summary>
public sealed class Texts : IStringLocalizer
{
    private static readonly ConcurrentDictionary<string, ResourceManager> Files = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public LocalizedString this[string name]
    {
        get
        {
            var value = Find(name);
            return new LocalizedString(name, value ?? name, resourceNotFound: value is null);
        }
    }

    /// <inheritdoc />
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var format = Find(name);
            return new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, format ?? name, arguments), resourceNotFound: format is null);
        }
    }

    /// <summary>The name of an enum value in the user's language: key <c>Enums.Type.Value</c>.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => this[$"Enums.{typeof(T).Name}.{value}"];

    /// <summary>The values of an enum as choices of a select, by name; with an empty first choice when <paramref name="withBlank"/>.</summary>
    public IReadOnlyList<SelectListItem> Options(Type enumType, bool withBlank)
    {
        var choices = Enum.GetNames(enumType).Select(name => new SelectListItem(this[$"Enums.{enumType.Name}.{name}"], name));
        return withBlank ? [new SelectListItem("", ""), .. choices] : [.. choices];
    }

    /// <inheritdoc />
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        throw new NotSupportedException("Texts are read by key.");

    private static string? Find(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
        {
            return null;
        }

        var file = Files.GetOrAdd(key[..dot], static name => new ResourceManager("Evaluation.Web.Resources." + name, typeof(Texts).Assembly));
        try
        {
            return file.GetString(key, CultureInfo.CurrentUICulture);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }
}
