using System.Security.Cryptography;

namespace Evaluation.Domain.Ballots;

/// <summary>Wraps secrets under a 32-byte key: a key of its own for each purpose by HKDF, AES-256-GCM with a random nonce.</summary>
public static class KeyWrap
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Wraps <paramref name="secret"/>; the result is nonce, ciphertext and tag.</summary>
    /// <param name="key">The wrapping key, 32 bytes.</param>
    /// <param name="purpose">What the secret is for; unwrapping for another purpose fails.</param>
    /// <param name="secret">The bytes to protect.</param>
    public static byte[] Wrap(byte[] key, string purpose, ReadOnlySpan<byte> secret)
    {
        var wrapped = new byte[NonceBytes + secret.Length + TagBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(Derive(key, purpose), TagBytes);
        aes.Encrypt(wrapped.AsSpan(0, NonceBytes), secret, wrapped.AsSpan(NonceBytes, secret.Length), wrapped.AsSpan(NonceBytes + secret.Length));
        return wrapped;
    }

    /// <summary>Unwraps what <see cref="Wrap"/> made.</summary>
    /// <exception cref="CryptographicException">Another key or purpose, or the bytes were changed.</exception>
    public static byte[] Unwrap(byte[] key, string purpose, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A wrapped secret is cut short.");
        }

        var secret = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Derive(key, purpose), TagBytes);
        aes.Decrypt(wrapped[..NonceBytes], wrapped[NonceBytes..^TagBytes], wrapped[^TagBytes..], secret);
        return secret;
    }

    /// <summary>A key of its own for a purpose.</summary>
    public static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt: null, System.Text.Encoding.UTF8.GetBytes("evaluation " + purpose));
}
