using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Evaluation.Web.Hosting;

/// <summary>Gives validation attributes without a message of their own the usual one, as a text key, so that no English sentence of the framework reaches a page.</summary>
public sealed class DefaultMessages : IValidationMetadataProvider
{
    /// <inheritdoc />
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null)
            {
                attribute.ErrorMessage = attribute switch
                {
                    RequiredAttribute => "Common.Required",
                    StringLengthAttribute { MinimumLength: > 0 } => "Common.LengthBetween",
                    StringLengthAttribute or MaxLengthAttribute => "Common.TooLong",
                    MinLengthAttribute => "Common.TooShort",
                    RangeAttribute => "Common.OutOfRange",
                    CompareAttribute => "Common.NotTheSame",
                    _ => "Common.FieldNotValid",
                };
            }
        }
    }
}
