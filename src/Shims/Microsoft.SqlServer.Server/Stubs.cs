// Stands in for the package of the same name, see docs/decisions/0002-sql-server-stand-in.md:
// Microsoft.Data.SqlClient refers to these types for CLR user-defined types, which nobody here uses.
namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR user-defined type is serialized.</summary>
public enum Format
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>By the server.</summary>
    Native,

    /// <summary>By <see cref="IBinarySerialize"/>.</summary>
    UserDefined,
}

/// <summary>A CLR user-defined type that writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Fills the value from <paramref name="r"/>.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value to <paramref name="w"/>.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a CLR user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How the type is serialized.</summary>
    public Format Format { get; } = format;

    /// <summary>Largest size of an instance in bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether its bytes order as its values do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Whether all instances have one length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>The type's SQL name.</summary>
    public string? Name { get; set; }

    /// <summary>The method that validates an instance.</summary>
    public string? ValidationMethodName { get; set; }
}
