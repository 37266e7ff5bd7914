using System.Security.Cryptography;

namespace Evaluation.Core.Ballots;

/// <summary>
/// The folder of keys: outside the database and outside its backups, shared by all nodes. It holds the installation key (codes, sealed boxes)
/// and one 32-byte key file per ballot box until the box is counted.
/// </summary>
public sealed class KeyFolder
{
    private const int KeyBytes = 32;
    private readonly string folder;
    private readonly Lazy<byte[]> installation;

    /// <summary>Uses the folder at <paramref name="folder"/>, which is made when it is not there.</summary>
    public KeyFolder(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        installation = new Lazy<byte[]>(ReadOrMakeInstallationKey);
    }

    /// <summary>The installation key, made at first use; two nodes that start together end with one key.</summary>
    public byte[] Installation => installation.Value;

    /// <summary>Whether there is an installation key already.</summary>
    public bool HasInstallationKey => File.Exists(InstallationPath);

    /// <summary>Makes the key file of a box.</summary>
    /// <exception cref="IOException">There is one already, or it cannot be written.</exception>
    public byte[] MakeBoxKey(Guid boxId)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        WriteNew(PathOf(boxId), key);
        return key;
    }

    /// <summary>The key of a box; null when its file is gone.</summary>
    public byte[]? FindBoxKey(Guid boxId) => File.Exists(PathOf(boxId)) ? File.ReadAllBytes(PathOf(boxId)) : null;

    /// <summary>Destroys the key file of a box; a file that is gone already is fine.</summary>
    /// <exception cref="IOException">The file cannot be deleted now; the caller tries again later.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void DestroyBoxKey(Guid boxId)
    {
        var path = PathOf(boxId);
        if (File.Exists(path))
        {
            using (var file = File.OpenWrite(path))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                file.Flush(flushToDisk: true);
            }

            File.Delete(path);
        }
    }

    private string InstallationPath => Path.Combine(folder, "installation.key");

    private string PathOf(Guid boxId) => Path.Combine(folder, "box-" + boxId.ToString("N") + ".key");

    private byte[] ReadOrMakeInstallationKey()
    {
        var path = InstallationPath;
        if (!File.Exists(path))
        {
            // Written whole under another name first, so that no other node reads half of it.
            var draft = Path.Combine(folder, Path.GetRandomFileName());
            WriteNew(draft, RandomNumberGenerator.GetBytes(KeyBytes));
            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
            }
        }

        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? key : throw new InvalidOperationException("installation.key is not 32 bytes long; restore it from its backup.");
    }

    private static void WriteNew(string path, byte[] key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
    }
}
