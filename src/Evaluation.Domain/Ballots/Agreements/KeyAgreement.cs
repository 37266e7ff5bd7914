using System.Security.Cryptography;

namespace Evaluation.Domain.Ballots.Agreements;

/// <summary>
/// ECDH on P-256 between a box and its envelopes, by one implementation or another; all agree on the same secrets. Envelopes take nearly all of a count's time, so the one that
/// checks each point once is preferred where it is there (decision 22).
/// </summary>
public abstract class KeyAgreement
{
    private static readonly Lazy<(OpenSslAgreement? Agreement, string WhyNot)> Library = new(FindOpenSsl);

    /// <summary>By the framework, on every platform.</summary>
    public static KeyAgreement Framework { get; } = new FrameworkAgreement();

    /// <summary>By the OpenSSL of the machine; null where it cannot be used.</summary>
    public static KeyAgreement? OpenSsl => Library.Value.Agreement;

    /// <summary>Why <see cref="OpenSsl"/> cannot be used, for the log; empty where it can, and where there is none to be expected.</summary>
    public static string WhyNotOpenSsl => Library.Value.WhyNot;

    /// <summary>The one to use.</summary>
    public static KeyAgreement Preferred => OpenSsl ?? Framework;

    /// <summary>The envelopes' side.</summary>
    /// <param name="boxPoint">The box's public key, from <see cref="EnvelopeCipher.ExportPublicKey"/>.</param>
    /// <exception cref="CryptographicException">Not a point of P-256.</exception>
    public abstract SealingSide ToBox(byte[] boxPoint);

    /// <summary>The box's side.</summary>
    /// <param name="boxKey">The box's key pair.</param>
    public abstract OpeningSide OfBox(ECDiffieHellman boxKey);

    // A library that cannot be used, or errs, is found here and not by a voter or a count.
    private static (OpenSslAgreement?, string) FindOpenSsl()
    {
        try
        {
            if (!LibCrypto.IsUsable())
            {
                return (null, OperatingSystem.IsLinux() ? "OpenSSL is older than 3.0" : "");
            }

            var library = new OpenSslAgreement();
            return Agrees(library, Framework) && Agrees(Framework, library) && RefusesWhatIsNoPoint(library) ? (library, "") : (null, "OpenSSL does not agree with the framework");
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or CryptographicException or InvalidOperationException)
        {
            return (null, exception.Message);
        }
    }

    // Several envelopes with one box, as in a count.
    private static bool Agrees(KeyAgreement sealing, KeyAgreement opening)
    {
        using var box = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var inner = sealing.ToBox(EnvelopeCipher.ExportPublicKey(box));
        using var outer = opening.OfBox(box);
        return Enumerable.Range(0, 3).Select(_ => inner.Agree()).ToList().TrueForAll(e => CryptographicOperations.FixedTimeEquals(e.Secret, outer.Agree(e.Point)));
    }

    private static bool RefusesWhatIsNoPoint(OpenSslAgreement library)
    {
        using var box = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var outer = library.OfBox(box);
        var point = EnvelopeCipher.ExportPublicKey(box);
        point[^1] ^= 1;
        try
        {
            outer.Agree(point);
            return false;
        }
        catch (CryptographicException)
        {
            return true;
        }
    }
}

/// <summary>The envelopes' side of the agreement, for one box and one thread at a time.</summary>
public abstract class SealingSide : IDisposable
{
    /// <summary>Makes a key pair for one envelope and agrees with the box.</summary>
    /// <returns>The envelope's point, uncompressed, and the secret.</returns>
    public abstract (byte[] Point, byte[] Secret) Agree();

    /// <inheritdoc />
    public abstract void Dispose();
}

/// <summary>The box's side of the agreement, for one thread at a time.</summary>
public abstract class OpeningSide : IDisposable
{
    /// <summary>Agrees with an envelope.</summary>
    /// <param name="point">The envelope's point.</param>
    /// <exception cref="CryptographicException">Not a point of P-256.</exception>
    public abstract byte[] Agree(byte[] point);

    /// <inheritdoc />
    public abstract void Dispose();
}
