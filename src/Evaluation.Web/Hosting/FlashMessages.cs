using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Evaluation.Web.Hosting;

/// <summary>How a message is meant.</summary>
public enum FlashKind
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was done, but something needs attention.</summary>
    Warning,

    /// <summary>It was not done.</summary>
    Refused,
}

/// <summary>A message shown once, on the page after a redirect.</summary>
/// <param name="Kind">How it is meant.</param>
/// <param name="Key">Text key.</param>
/// <param name="Arguments">What stands in the text's places.</param>
public sealed record FlashMessage(FlashKind Kind, string Key, string[] Arguments);

/// <summary>Messages that outlive one redirect. They travel in a protected cookie, as keys: the language may change in between.</summary>
public static class FlashMessages
{
    private const string Name = "flash";

    /// <summary>Says on the next page that something was done.</summary>
    public static void Flash(this Controller controller, string key, params object[] arguments) => Add(controller, FlashKind.Done, key, arguments);

    /// <summary>Says on the next page that something needs attention.</summary>
    public static void FlashWarning(this Controller controller, string key, params object[] arguments) => Add(controller, FlashKind.Warning, key, arguments);

    /// <summary>Says on the next page that something was refused.</summary>
    public static void FlashRefused(this Controller controller, string key, params object[] arguments)
    {
        controller.HttpContext.Items[Name] = FlashKind.Refused;
        Add(controller, FlashKind.Refused, key, arguments);
    }

    /// <summary>Whether the act of this request was refused, though its answer leads on to a page as that of an act carried out does.</summary>
    public static bool IsRefused(this HttpContext context) => context.Items[Name] is FlashKind.Refused;

    /// <summary>Takes the messages out, in the order they were said.</summary>
    public static IReadOnlyList<FlashMessage> TakeFlash(this ITempDataDictionary data) =>
        data[Name] is string text ? JsonSerializer.Deserialize<List<FlashMessage>>(text) ?? [] : [];

    private static void Add(Controller controller, FlashKind kind, string key, object[] arguments)
    {
        var said = controller.TempData.Peek(Name) is string text ? JsonSerializer.Deserialize<List<FlashMessage>>(text) ?? [] : [];
        var message = new FlashMessage(kind, key, [.. arguments.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.CurrentCulture) ?? "")]);
        controller.TempData[Name] = JsonSerializer.Serialize<List<FlashMessage>>([.. said, message]);
    }
}
