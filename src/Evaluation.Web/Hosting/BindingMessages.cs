using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Hosting;

/// <summary>What a form answers when a field cannot be read at all, in the user's language.</summary>
public static class BindingMessages
{
    /// <summary>Replaces the framework's English sentences.</summary>
    public static void UseLocalizedMessages(this MvcOptions options)
    {
        var texts = new Texts();
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((value, field) => texts["Common.NotValid", field, value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["Common.ValueNotValid", value]);
        messages.SetUnknownValueIsInvalidAccessor(field => texts["Common.FieldNotValid", field]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["Common.InputNotValid"]);
        messages.SetValueIsInvalidAccessor(value => texts["Common.ValueNotValid", value]);
        messages.SetValueMustBeANumberAccessor(field => texts["Common.NotANumber", field]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Common.InputNotValid"]);
        messages.SetValueMustNotBeNullAccessor(_ => texts["Common.Missing"]);
        messages.SetMissingBindRequiredValueAccessor(field => texts["Common.Required", field]);
        messages.SetMissingKeyOrValueAccessor(() => texts["Common.Missing"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["Common.Missing"]);
    }
}
