using System.Security.Cryptography;

namespace Evaluation.Domain.Ballots.Agreements;

/// <summary>
/// ECDH on P-256 between a box and its envelopes, by one implementation or another; all agree on the same secrets. Envelopes take nearly all of a count's time, so the one that
/// checks each point once is preferred where it is there (decision 22).
/// </summary>
public abstract class KeyAgreement
{
    private static readonly Lazy<OpenSslAgreement?> Library = new(FindOpenSsl);

    /// <summary>By the framework, on every platform.</summary>
    public static KeyAgreement Framework { get; } = new FrameworkAgreement();

    /// <summary>By the OpenSSL of the machine; null where it is missing, older than 3.0, or does not agree with the framework.</summary>
    public static KeyAgreement? OpenSsl => Library.Value;

    /// <summary>The one to use.</summary>
    public static KeyAgreement Preferred => OpenSsl ?? Framework;

    /// <summary>The envelopes' side.</summary>
    /// <param name="boxPoint">The box's public key, from <see cref="EnvelopeCipher.ExportPublicKey"/>.</param>
    /// <exception cref="CryptographicException">Not a point of P-256.</exception>
    public abstract SealingSide ToBox(byte[] boxPoint);

    /// <summary>The box's side.</summary>
    /// <param name="boxKey">The box's key pair.</param>
    public abstract OpeningSide OfBox(ECDiffieHellman boxKey);

    // A library that cannot be used, or errs, is found here and not by a voter.
    private static OpenSslAgreement? FindOpenSsl()
    {
        try
        {
            var library = LibCrypto.IsUsable() ? new OpenSslAgreement() : null;
            return library is not null && Agrees(library, Framework) && Agrees(Framework, library) ? library : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or CryptographicException)
        {
            return null;
        }
    }

    private static bool Agrees(KeyAgreement sealing, KeyAgreement opening)
    {
        using var box = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var inner = sealing.ToBox(EnvelopeCipher.ExportPublicKey(box));
        using var outer = opening.OfBox(box);
        var (point, secret) = inner.Agree();
        return CryptographicOperations.FixedTimeEquals(secret, outer.Agree(point));
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
