using System.Security.Cryptography;

namespace Evaluation.Domain.Ballots.Agreements;

/// <summary>The framework's agreement. On Linux it checks each point two to three times, each as dear as the agreement itself.</summary>
internal sealed class FrameworkAgreement : KeyAgreement
{
    public override SealingSide ToBox(byte[] boxPoint) => new Sealing(EnvelopeCipher.ImportPublicKey(boxPoint));

    public override OpeningSide OfBox(ECDiffieHellman boxKey)
    {
        // A key object of its own: the framework's are not promised to be safe for use by several threads.
        var key = ECDiffieHellman.Create();
        var pkcs8 = boxKey.ExportPkcs8PrivateKey();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return new Opening(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private sealed class Sealing(ECDiffieHellman box) : SealingSide
    {
        private readonly ECDiffieHellmanPublicKey boxKey = box.PublicKey;

        public override (byte[] Point, byte[] Secret) Agree()
        {
            using var envelope = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            return (EnvelopeCipher.ExportPublicKey(envelope), envelope.DeriveRawSecretAgreement(boxKey));
        }

        public override void Dispose()
        {
            boxKey.Dispose();
            box.Dispose();
        }
    }

    private sealed class Opening(ECDiffieHellman box) : OpeningSide
    {
        public override byte[] Agree(byte[] point)
        {
            // Disposed at once: left to the finalizer, the library's memory of 20,000 envelopes would pile up.
            using var envelope = EnvelopeCipher.ImportPublicKey(point);
            using var envelopeKey = envelope.PublicKey;
            return box.DeriveRawSecretAgreement(envelopeKey);
        }

        public override void Dispose() => box.Dispose();
    }
}
