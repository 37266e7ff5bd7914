using System.Text.RegularExpressions;

namespace Evaluation.Domain.Members;

/// <summary>What a sheet of a roster lists.</summary>
public enum RosterSheetKind
{
    /// <summary>People.</summary>
    Members,

    /// <summary>Organizations.</summary>
    Organizations,
}

/// <summary>The header row of a sheet: which column means what. Columns stand in any order, and title rows above the header are skipped.</summary>
public sealed partial class RosterHeader
{
    // How far down a header is looked for: titles, units and notes take a few rows.
    private const int RowsSearched = 20;

    private static readonly Dictionary<string, RosterField> MemberColumns = Synonyms(
        (RosterField.StaffNumber, "编号 工号 人员编号 党员编号 职工编号 STAFFNUMBER STAFFNO NUMBER"),
        (RosterField.Name, "姓名 党员姓名 NAME"),
        (RosterField.Sex, "性别 SEX GENDER"),
        (RosterField.Ethnicity, "民族 ETHNICITY"),
        (RosterField.BirthDate, "出生年月 出生日期 出生年月日 出生时间 生日 BIRTHDATE DATEOFBIRTH BORN"),
        (RosterField.Education, "学历 文化程度 学历层次 最高学历 EDUCATION"),
        (RosterField.JoinDate, "入党时间 入党日期 入党年月 加入党组织日期 加入党组织时间 参加党派时间 JOINDATE JOINED JOINEDPARTY JOINEDTHEPARTY DATEOFJOINING"),
        (RosterField.Standing, "党员类别 人员类别 政治面貌 党员类型 党籍类别 正式或预备 STANDING PARTYSTANDING"),
        (RosterField.Organization, "所在支部 所在党支部 所属支部 所属党支部 所在组织 所属组织 所属党组织 所在党组织 党支部 支部 支部名称 党支部名称 党组织 党组织名称 组织 组织名称 ORGANIZATION ORGANISATION BRANCH"),
        (RosterField.Employment, "人员性质 职业类别 身份类别 工作性质 EMPLOYMENT EMPLOYMENTKIND KINDOFEMPLOYMENT"),
        (RosterField.Status, "状态 党籍状态 人员状态 在册状态 STATUS"),
        (RosterField.Post, "职务 党内职务 现任职务 现任党内职务 职务名称 POST POSTS"),
        (RosterField.PostKind, "职务类别 POSTKIND KINDOFPOST"),
        (RosterField.PostOrganization, "任职组织 任职单位 POSTORGANIZATION POSTIN ORGANIZATIONOFPOST"),
        (RosterField.PostFrom, "任职时间 任职日期 任现职时间 POSTFROM POSTSINCE INPOSTSINCE"));

    private static readonly Dictionary<string, RosterField> OrganizationColumns = Synonyms(
        (RosterField.OrganizationName, "组织名称 党组织名称 组织 名称 组织全称 党组织 ORGANIZATION ORGANIZATIONNAME NAME NAMEOFORGANIZATION"),
        (RosterField.ParentOrganization, "上级组织 上级党组织 上级 隶属组织 PARENT PARENTORGANIZATION SUPERIOR SUPERIORORGANIZATION"),
        (RosterField.OrganizationKind, "组织类型 组织类别 类型 类别 党组织类别 KIND KINDOFORGANIZATION ORGANIZATIONKIND"));

    // Running numbers mean nothing and are not worth a notice.
    private static readonly HashSet<string> SilentColumns = new(StringComparer.Ordinal) { "序号", "NO", "NO.", "#" };

    private readonly Dictionary<RosterField, int> columns;

    private RosterHeader(RosterSheetKind kind, RosterSheetRow row, Dictionary<RosterField, int> columns, IReadOnlyList<int> ignored, IReadOnlyList<int> identity)
    {
        Kind = kind;
        Row = row;
        this.columns = columns;
        Ignored = ignored;
        IdentityColumns = identity;
    }

    /// <summary>What the sheet lists.</summary>
    public RosterSheetKind Kind { get; }

    /// <summary>The header row.</summary>
    public RosterSheetRow Row { get; }

    /// <summary>Columns whose header is not known, counted from 0.</summary>
    public IReadOnlyList<int> Ignored { get; }

    /// <summary>Columns of identity numbers, which are dropped.</summary>
    public IReadOnlyList<int> IdentityColumns { get; }

    /// <summary>The known columns, counted from 0.</summary>
    public IReadOnlyDictionary<RosterField, int> Known => columns;

    /// <summary>The column of a field, counted from 0; null when the sheet has none.</summary>
    public int? ColumnOf(RosterField field) => columns.TryGetValue(field, out var column) ? column : null;

    /// <summary>The field that a header names on a sheet of this kind; null when it is not known.</summary>
    public static RosterField? FieldOf(string header, RosterSheetKind kind)
    {
        var key = Key(header);
        if (IsIdentityColumn(key))
        {
            return RosterField.IdentityNumber;
        }

        return (kind == RosterSheetKind.Members ? MemberColumns : OrganizationColumns).TryGetValue(key, out var field) ? field : null;
    }

    /// <summary>Finds the header row among the first rows of a sheet; null when there is none, as on a sheet of instructions.</summary>
    public static RosterHeader? Find(RosterSheet sheet)
    {
        foreach (var row in sheet.Rows.Take(RowsSearched))
        {
            var header = Match(row, RosterSheetKind.Members) ?? Match(row, RosterSheetKind.Organizations);
            if (header is not null)
            {
                return header;
            }
        }

        return null;
    }

    private static RosterHeader? Match(RosterSheetRow row, RosterSheetKind kind)
    {
        var known = new Dictionary<RosterField, int>();
        List<int> ignored = [], identity = [];
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var field = FieldOf(row.Cells[i], kind);
            if (field == RosterField.IdentityNumber)
            {
                identity.Add(i);
            }
            else if ((field is null || !known.TryAdd(field.Value, i)) && IsWorthANotice(row.Cells[i]))
            {
                ignored.Add(i);
            }
        }

        var found = kind == RosterSheetKind.Members
            ? known.ContainsKey(RosterField.Name) && known.Count + identity.Count >= 2
            : known.ContainsKey(RosterField.OrganizationName) && known.Count >= 2;
        return found ? new RosterHeader(kind, row, known, ignored, identity) : null;
    }

    private static bool IsWorthANotice(string header) => Key(header) is { Length: > 0 } key && !SilentColumns.Contains(key);

    private static bool IsIdentityColumn(string key) =>
        key.Contains("身份证", StringComparison.Ordinal) || key.Contains("身分证", StringComparison.Ordinal)
        || key is "公民身份号码" or "身份号码" or "证件号码" or "证件号" or "IDNUMBER" or "IDCARD" or "IDENTITYNUMBER" or "IDNO";

    // What stands in brackets explains the header; stars mark what is required.
    private static string Key(string header) => RosterWords.Key(Decoration().Replace(SearchText.Fold(header), ""));

    private static Dictionary<string, RosterField> Synonyms(params (RosterField Field, string Words)[] lists) =>
        lists.SelectMany(list => list.Words.Split(' ').Select(word => (Word: word, list.Field)))
            .ToDictionary(pair => pair.Word, pair => pair.Field, StringComparer.Ordinal);

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]|【[^】]*】|[*:：※]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Decoration();
}
