using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Evaluation.Core.Accounts;
using Evaluation.Domain.Notifications;
using Evaluation.Web.Hosting;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>The form for one's own mails.</summary>
public sealed class MailForm : IValidatableObject
{
    /// <summary>The address; empty for none.</summary>
    [Display(Name = "Notifications.Address"), StringLength(MailAddresses.Length)]
    public string? Address { get; set; }

    /// <summary>Whether mails are wanted.</summary>
    [Display(Name = "Notifications.WantsMail")]
    public bool WantsMail { get; set; }

    /// <summary>Culture of the mails.</summary>
    [Display(Name = "Notifications.Language")]
    public string? Language { get; set; }

    /// <summary>The form as an account stands; the language is that of the page until another is chosen.</summary>
    public static MailForm From(User user) => new()
    {
        Address = user.Email,
        WantsMail = user.WantsMail,
        Language = user.MailLanguage ?? CultureInfo.CurrentUICulture.Name,
    };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address?.Trim() is { Length: > 0 } address && !MailAddresses.IsValid(address))
        {
            yield return new ValidationResult(new Texts()["Notifications.Errors.AddressWrong"], [nameof(Address)]);
        }

        if (Language is not null && !Languages.Names.Contains(Language, StringComparer.Ordinal))
        {
            yield return new ValidationResult(new Texts()["Notifications.Errors.LanguageWrong"], [nameof(Language)]);
        }
    }
}
