using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Evaluation.Domain.Ballots.Agreements;

/// <summary>What is used of OpenSSL 3 (its functions keep their names). Everything made here stays here: no object of the framework's is handed over, so that the two need not be one library.</summary>
internal static class LibCrypto
{
    private const string Name = "libcrypto.so.3";
    private const ulong OldestVersion = 0x30000000;
    private const ulong NoCleanupAtExit = 0x00080000;

    // The machine's library by its bare name, never one that lies beside the program.
    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, (name, _, _) => name == Name ? NativeLibrary.Load(Name) : 0);

    /// <summary>Whether the library is there and new enough.</summary>
    /// <exception cref="DllNotFoundException">It is not there.</exception>
    public static bool IsUsable()
    {
        if (!OperatingSystem.IsLinux() || (ulong)OpenSSL_version_num().Value < OldestVersion)
        {
            return false;
        }

        // As the framework does: threads may still be inside the library when the process ends.
        Check(OPENSSL_init_crypto(NoCleanupAtExit, 0));
        return true;
    }

    /// <summary>Turns the library's word for a failure of its own into an exception, and leaves nothing of it behind for others who use the library.</summary>
    /// <exception cref="InvalidOperationException">The library failed.</exception>
    public static void Check(int result)
    {
        if (result != 1)
        {
            ERR_clear_error();
            throw new InvalidOperationException("The cryptographic library failed.");
        }
    }

    /// <summary>Gives a key its point.</summary>
    /// <exception cref="CryptographicException">Not a point of P-256.</exception>
    public static void SetPoint(Key key, byte[] point)
    {
        if (EVP_PKEY_set1_encoded_public_key(key, point, (nuint)point.Length) != 1)
        {
            ERR_clear_error();
            throw new CryptographicException("Not a point of P-256.");
        }
    }

    /// <summary>A public key from its SubjectPublicKeyInfo.</summary>
    public static Key ReadPublicKey(byte[] info) => Read(info, d2i_PUBKEY);

    /// <summary>A key pair from PKCS#8.</summary>
    public static Key ReadPrivateKey(byte[] pkcs8) => Read(pkcs8, d2i_AutoPrivateKey);

    /// <summary>A key with the curve of another and no point yet.</summary>
    public static Key EmptyLike(Key key)
    {
        var made = Required(EVP_PKEY_new());
        Check(EVP_PKEY_copy_parameters(made, key));
        return made;
    }

    /// <summary>What a key is used with.</summary>
    public static Context ContextOf(Key key)
    {
        var context = EVP_PKEY_CTX_new(key, engine: 0);
        Check(context.IsInvalid ? 0 : 1);
        return context;
    }

    /// <summary>A fresh key pair.</summary>
    public static Key Generate(Context generator)
    {
        nint made = 0;
        Check(EVP_PKEY_keygen(generator, ref made));
        return new Key(made);
    }

    /// <summary>The uncompressed point of a key.</summary>
    public static byte[] PointOf(Key key)
    {
        nint encoded = 0;
        var length = EVP_PKEY_get1_encoded_public_key(key, ref encoded);
        try
        {
            Check(length == EnvelopeCipher.PointBytes ? 1 : 0);
            var point = new byte[EnvelopeCipher.PointBytes];
            Marshal.Copy(encoded, point, 0, point.Length);
            EnvelopeCipher.RequirePointEncoding(point);
            return point;
        }
        finally
        {
            CRYPTO_free(encoded, file: 0, line: 0);
        }
    }

    [DllImport(Name)]
    internal static extern int EVP_PKEY_keygen_init(Context context);

    [DllImport(Name)]
    internal static extern int EVP_PKEY_derive_init(Context context);

    [DllImport(Name)]
    internal static extern int EVP_PKEY_derive_set_peer_ex(Context context, Key peer, int validate_peer);

    [DllImport(Name)]
    internal static extern int EVP_PKEY_derive(Context context, byte[] secret, ref nuint length);

    private static Key Read(byte[] der, Func<nint, nint, CLong, Key> read)
    {
        // The library reads through a pointer to a pointer, which it moves.
        var (bytes, start) = (Marshal.AllocHGlobal(der.Length), Marshal.AllocHGlobal(nint.Size));
        try
        {
            Marshal.Copy(der, 0, bytes, der.Length);
            Marshal.WriteIntPtr(start, bytes);
            return Required(read(0, start, new CLong(der.Length)));
        }
        finally
        {
            OPENSSL_cleanse(bytes, (nuint)der.Length);
            Marshal.FreeHGlobal(bytes);
            Marshal.FreeHGlobal(start);
        }
    }

    private static Key Required(Key key)
    {
        Check(key.IsInvalid ? 0 : 1);
        return key;
    }

    [DllImport(Name)]
    private static extern CULong OpenSSL_version_num();

    [DllImport(Name)]
    private static extern int OPENSSL_init_crypto(ulong options, nint settings);

    [DllImport(Name)]
    private static extern int EVP_PKEY_set1_encoded_public_key(Key key, byte[] point, nuint length);

    [DllImport(Name)]
    private static extern void ERR_clear_error();

    [DllImport(Name)]
    private static extern void OPENSSL_cleanse(nint bytes, nuint length);

    [DllImport(Name)]
    private static extern void CRYPTO_free(nint bytes, nint file, int line);

    [DllImport(Name)]
    private static extern Key EVP_PKEY_new();

    [DllImport(Name)]
    private static extern void EVP_PKEY_free(nint key);

    [DllImport(Name)]
    private static extern int EVP_PKEY_copy_parameters(Key to, Key from);

    [DllImport(Name)]
    private static extern Context EVP_PKEY_CTX_new(Key key, nint engine);

    [DllImport(Name)]
    private static extern void EVP_PKEY_CTX_free(nint context);

    [DllImport(Name)]
    private static extern int EVP_PKEY_keygen(Context context, ref nint key);

    [DllImport(Name)]
    private static extern nuint EVP_PKEY_get1_encoded_public_key(Key key, ref nint point);

    [DllImport(Name)]
    private static extern Key d2i_PUBKEY(nint key, nint der, CLong length);

    [DllImport(Name)]
    private static extern Key d2i_AutoPrivateKey(nint key, nint der, CLong length);

    /// <summary>A key of the library.</summary>
    internal sealed class Key : SafeHandle
    {
        public Key()
            : base(0, ownsHandle: true)
        {
        }

        public Key(nint key)
            : this() => SetHandle(key);

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_PKEY_free(handle);
            return true;
        }
    }

    /// <summary>What a key is used with.</summary>
    internal sealed class Context : SafeHandle
    {
        public Context()
            : base(0, ownsHandle: true)
        {
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_PKEY_CTX_free(handle);
            return true;
        }
    }
}
