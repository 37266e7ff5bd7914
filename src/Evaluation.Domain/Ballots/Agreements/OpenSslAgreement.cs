using System.Security.Cryptography;

namespace Evaluation.Domain.Ballots.Agreements;

/// <summary>
/// The agreement by OpenSSL itself, the library that the framework uses too. A point is checked to lie on the curve when it is read, which on P-256, whose order is prime, is the whole check;
/// what the framework does beside it is left out. Only what is wrong with a point is a <see cref="CryptographicException"/>: when the library itself fails, no envelope must be taken for damaged.
/// </summary>
internal sealed class OpenSslAgreement : KeyAgreement
{
    private const int SecretBytes = 32;

    public override SealingSide ToBox(byte[] boxPoint)
    {
        using var box = EnvelopeCipher.ImportPublicKey(boxPoint);
        return new Sealing(LibCrypto.ReadPublicKey(box.ExportSubjectPublicKeyInfo()));
    }

    public override OpeningSide OfBox(ECDiffieHellman boxKey)
    {
        var pkcs8 = boxKey.ExportPkcs8PrivateKey();
        try
        {
            return new Opening(LibCrypto.ReadPrivateKey(pkcs8));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private static byte[] Derive(LibCrypto.Key own, LibCrypto.Key other)
    {
        using var context = LibCrypto.ContextOf(own);
        var secret = new byte[SecretBytes];
        var length = (nuint)secret.Length;
        LibCrypto.Check(LibCrypto.EVP_PKEY_derive_init(context));
        LibCrypto.Check(LibCrypto.EVP_PKEY_derive_set_peer_ex(context, other, validate_peer: 0));
        LibCrypto.Check(LibCrypto.EVP_PKEY_derive(context, secret, ref length));
        return length == SecretBytes ? secret : throw new InvalidOperationException("An agreement on P-256 has another length.");
    }

    private sealed class Sealing : SealingSide
    {
        private readonly LibCrypto.Key box;
        private readonly LibCrypto.Context generator;

        public Sealing(LibCrypto.Key box)
        {
            this.box = box;
            generator = LibCrypto.ContextOf(box);
            LibCrypto.Check(LibCrypto.EVP_PKEY_keygen_init(generator));
        }

        public override (byte[] Point, byte[] Secret) Agree()
        {
            using var envelope = LibCrypto.Generate(generator);
            return (LibCrypto.PointOf(envelope), Derive(envelope, box));
        }

        public override void Dispose()
        {
            generator.Dispose();
            box.Dispose();
        }
    }

    private sealed class Opening(LibCrypto.Key box) : OpeningSide
    {
        public override byte[] Agree(byte[] point)
        {
            EnvelopeCipher.RequirePointEncoding(point);
            // A key object for each: with some providers one whose point was replaced agrees as before.
            using var envelope = LibCrypto.EmptyLike(box);
            LibCrypto.SetPoint(envelope, point);
            return Derive(box, envelope);
        }

        public override void Dispose() => box.Dispose();
    }
}
