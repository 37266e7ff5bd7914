namespace Evaluation.Web.Print;

/// <summary>How PDF documents are made; section <c>Print</c> of the settings.</summary>
public sealed class PrintOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Print";

    /// <summary>Program file or command of the browser; empty looks for an installed Chromium, Chrome or Edge. A name that does not exist means: none.</summary>
    public string? Browser { get; set; }

    /// <summary>
    /// Folder in which the private folder of each print is made; empty for the system's temporary folder. A folder in memory (<c>/dev/shm</c>) keeps codes off the disk.
    /// A browser installed as a snap sees neither: it needs a folder below its user's home.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>Seconds after which a print is given up.</summary>
    public int TimeoutSeconds { get; set; } = 180;

    /// <summary>How many prints may wait for their turn; whoever comes later is asked to try again.</summary>
    public int QueueLength { get; set; } = 4;
}
