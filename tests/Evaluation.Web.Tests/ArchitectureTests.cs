using System.Reflection;
using System.Xml.Linq;

namespace Evaluation.Web.Tests;

/// <summary>The direction of references: the web knows the use cases, these know the domain, and the domain knows nothing.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Evaluation.Domain"] = [],
        ["Evaluation.Core"] = ["Evaluation.Domain"],
        ["Evaluation.Documents"] = ["Evaluation.Domain"],
        ["Evaluation.Data.Sqlite"] = ["Evaluation.Core"],
        ["Evaluation.Data.Postgres"] = ["Evaluation.Core"],
        ["Evaluation.Data.SqlServer"] = ["Evaluation.Core", "Microsoft.SqlServer.Server"],
        ["Evaluation.Web"] = ["Evaluation.Core", "Evaluation.Data.Sqlite", "Evaluation.Data.Postgres", "Evaluation.Data.SqlServer", "Evaluation.Documents"],
        ["Evaluation.Verifier"] = [],
        ["Microsoft.SqlServer.Server"] = [],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatTheDirectionAllows(string project)
    {
        var references = Load(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Subset(Allowed[project].ToHashSet(), references.ToHashSet());
    }

    [Fact]
    public void Domain_HasNoPackageAndKnowsTheSystemAlone()
    {
        var project = Load("Evaluation.Domain");

        Assert.Empty(project.Descendants("PackageReference").Concat(project.Descendants("FrameworkReference")));
        Assert.All(Assembly.Load("Evaluation.Domain").GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Verifier_RefersToNothingOfTheProductAndToNoPackage()
    {
        // One program checks the other: code they shared could err in both alike.
        var project = Load("Evaluation.Verifier");

        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.Empty(project.Descendants("PackageReference").Concat(project.Descendants("FrameworkReference")));
        Assert.Empty(project.Descendants("Compile").Concat(project.Descendants("Reference")).Concat(project.Descendants("Import")));
    }

    [Fact]
    public void Types_BearNoNamesThatSayNothing()
    {
        string[] empty = ["Manager", "Helper", "Dto", "Util", "Utils"];
        var found = from assembly in Allowed.Keys.Where(n => n.StartsWith("Evaluation.", StringComparison.Ordinal)).Select(TryLoad).OfType<Assembly>()
                    from type in assembly.GetTypes()
                    where type.IsPublic && empty.Any(e => type.Name.EndsWith(e, StringComparison.Ordinal))
                    select type.FullName;

        Assert.Empty(found);
    }

    [Fact]
    public void LockFile_OfTheFrontEnd_RecordsNoHost()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "src", "Evaluation.Web", "package-lock.json"));

        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
    }

    private static Assembly? TryLoad(string name) => File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll")) ? Assembly.Load(name) : null;

    private static XDocument Load(string project) =>
        XDocument.Load(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), project + ".csproj", SearchOption.AllDirectories).Single());
}
