using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Settings;

namespace Evaluation.Web.Areas.Admin.Models;

/// <summary>The settings of the installation.</summary>
public sealed class SettingsModel
{
    /// <summary>Address under which evaluators reach the installation.</summary>
    [Display(Name = "Settings.PublicAddress"), Required, StringLength(Setting.ValueLength)]
    public string? PublicAddress { get; set; }
}
