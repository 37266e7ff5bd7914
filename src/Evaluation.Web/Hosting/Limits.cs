using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Evaluation.Web.Hosting;

/// <summary>How much one request may send. An action that takes files raises its own limit with <c>[RequestSizeLimit]</c> and <c>[RequestFormLimits]</c>.</summary>
public static class Limits
{
    /// <summary>Largest request body, in bytes.</summary>
    public const long BodySize = 4 * 1024 * 1024;

    /// <summary>Most fields of one form: a sheet on 700 members with several questions has some thousands.</summary>
    public const int FormFields = 20_000;

    /// <summary>The server's limits.</summary>
    public static void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = BodySize;
    }

    /// <summary>The limits of forms.</summary>
    public static void Configure(FormOptions options)
    {
        options.ValueCountLimit = FormFields;
        options.MultipartBodyLengthLimit = BodySize;
        options.ValueLengthLimit = 1024 * 1024;
    }
}
