using System.Text;
using Evaluation.Domain.Organizations;

namespace Evaluation.Domain.Members;

/// <summary>The words that rosters use for what the product knows as closed lists. Every word the product itself writes into a template or an export is among them.</summary>
public static class RosterWords
{
    private static readonly Dictionary<string, Sex> Sexes = Words<Sex>(
        (Sex.Male, "男 男性 male m"), (Sex.Female, "女 女性 female f"));

    private static readonly Dictionary<string, PartyStanding> Standings = Words<PartyStanding>(
        (PartyStanding.Full, "正式 正式党员 中共正式党员 中共党员 党员 中国共产党党员 full fullmember full-member partymember"),
        (PartyStanding.Probationary, "预备 预备党员 中共预备党员 中国共产党预备党员 probationary probationarymember"),
        (PartyStanding.Applicant, "入党申请人 申请人 积极分子 入党积极分子 发展对象 入党申请人、积极分子 applicant"),
        (PartyStanding.None, "群众 非党员 非中共党员 共青团员 团员 无党派 无党派人士 普通公民 民革党员 民革会员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 九三学社社员 台盟盟员 none notamember nonmember non-member notapartymember"));

    private static readonly Dictionary<string, Education> Educations = Words<Education>(
        (Education.PrimarySchool, "小学 小学及以下 文盲 primaryschool primaryschoolorbelow"),
        (Education.MiddleSchool, "初中 初级中学 middleschool juniormiddleschool"),
        (Education.SecondaryVocational, "中专 中技 中职 技校 技工学校 中等专科 职高 中专、中技 secondaryvocational vocationalschool secondaryvocationalschool"),
        (Education.HighSchool, "高中 高级中学 普通高中 职业高中 highschool seniorhighschool"),
        (Education.JuniorCollege, "大专 专科 大学专科 高职 高职高专 高等专科 juniorcollege"),
        (Education.Bachelor, "本科 大学 大学本科 大本 学士 bachelor university"),
        (Education.Master, "研究生 硕士 硕士研究生 研究生(硕士) master postgraduate"),
        (Education.Doctor, "博士 博士研究生 研究生(博士) doctor doctorate"));

    private static readonly Dictionary<string, EmploymentKind> Employments = Words<EmploymentKind>(
        (EmploymentKind.LeadingCadre, "领导干部 领导 班子成员 领导班子成员 leadingcadre"),
        (EmploymentKind.GeneralCadre, "一般干部 普通干部 干部 机关干部 公务员 generalcadre cadre"),
        (EmploymentKind.Retired, "离退休干部 离退休 离休 退休 离休干部 退休干部 离退休人员 退休人员 retired retiredcadre"),
        (EmploymentKind.Teacher, "教师 老师 专任教师 teacher"),
        (EmploymentKind.Worker, "职工 工人 企业职工 员工 工勤 工勤人员 worker"),
        (EmploymentKind.Farmer, "农牧民 农民 牧民 村民 农牧渔民 farmer farmerorherder herder"),
        (EmploymentKind.Other, "其他 其它 other"));

    private static readonly Dictionary<string, MemberStatus> Statuses = Words<MemberStatus>(
        (MemberStatus.Active, "在册 正常 在岗 active ontheroster onroster"),
        (MemberStatus.Transferred, "已转出 转出 transferred transferredout"),
        (MemberStatus.Deceased, "已去世 去世 已故 死亡 deceased"));

    private static readonly Dictionary<string, OrganizationKind> Kinds = Words<OrganizationKind>(
        (OrganizationKind.PartyCommittee, "党委 党的委员会 基层党委 党工委 partycommittee"),
        (OrganizationKind.PartyGroup, "党组 partygroup"),
        (OrganizationKind.GeneralBranch, "党总支 总支 总支部 党总支部 generalbranch generalpartybranch"),
        (OrganizationKind.Branch, "党支部 支部 branch partybranch"),
        (OrganizationKind.Unit, "单位 机关 企业 学校 unit"),
        (OrganizationKind.Office, "机关部室 部室 科室 部门 处室 office"),
        (OrganizationKind.Team, "区段班组 班组 区段 工区 team workteam worksectionorteam worksection"));

    private static readonly Dictionary<string, PostKind> PostKinds = Words<PostKind>(
        (PostKind.Head, "主要负责人 负责人 正职 head"),
        (PostKind.DeputyHead, "副职 deputyhead"),
        (PostKind.TeamMember, "班子成员 委员 teammember leadingteammember memberoftheteam memberoftheleadingteam"),
        (PostKind.Cadre, "干部 cadre"));

    private static readonly string[] SchoolPrefixes = ["全日制", "在职", "函授", "自考", "成人", "中央党校", "省委党校", "党校"];
    private static readonly string[] SchoolSuffixes = ["学历", "毕业", "文化程度", "程度", "文化", "及以上", "及以下"];

    // The fifty-six, and what the census writes beside them.
    private static readonly HashSet<string> Ethnicities = new(StringComparer.Ordinal);

    static RosterWords()
    {
        const string all = "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺";
        foreach (var name in all.Split(' '))
        {
            Ethnicities.Add(name + "族");
        }

        Ethnicities.Add("穿青人");
        Ethnicities.Add("革家人");
        Ethnicities.Add("其他");
    }

    /// <summary>The ethnicities a roster may name, 汉族 first.</summary>
    public static IReadOnlyCollection<string> AllEthnicities => Ethnicities;

    /// <summary>Reads a word of a closed list; null when it is not known.</summary>
    public static T? Read<T>(string text)
        where T : struct, Enum
    {
        if (Table<T>().TryGetValue(Key(text), out var value))
        {
            return value;
        }

        return typeof(T) == typeof(Education) && Table<T>().TryGetValue(BareSchool(Key(text)), out value) ? value : null;
    }

    /// <summary>Reads an ethnicity with or without its 族, in full; null when it is none.</summary>
    public static string? ReadEthnicity(string text)
    {
        var key = Key(text);
        return Ethnicities.Contains(key) ? key : Ethnicities.Contains(key + "族") ? key + "族" : null;
    }

    /// <summary>The form in which words and headers are compared: width, case, white space and Traditional characters folded.</summary>
    internal static string Key(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in SearchText.Fold(text))
        {
            var at = Traditional.IndexOf(c, StringComparison.Ordinal);
            folded.Append(at < 0 ? c : Simplified[at]);
        }

        return folded.ToString();
    }

    // The Traditional characters that occur in the words and headers of this file, and their Simplified counterparts.
    private const string Traditional = "專業東烏鄉書產眾會倫黨關內冊農別務區單歷參發臺號員團國壯處備學對導爾層屬崗師幹態總無時機極畢漢漁溫滿狀獨現瑤碼碩離積稱類級納組織經維編羅職薩記證請諾負責質轉達進錫鎮長門間隊隸預領頗鮮龍羣";
    private const string Simplified = "专业东乌乡书产众会伦党关内册农别务区单历参发台号员团国壮处备学对导尔层属岗师干态总无时机极毕汉渔温满状独现瑶码硕离积称类级纳组织经维编罗职萨记证请诺负责质转达进锡镇长门间队隶预领颇鲜龙群";

    private static Dictionary<string, T> Table<T>()
        where T : struct, Enum =>
        (Dictionary<string, T>)(default(T) switch
        {
            Sex => (object)Sexes,
            PartyStanding => Standings,
            Education => Educations,
            EmploymentKind => Employments,
            MemberStatus => Statuses,
            OrganizationKind => Kinds,
            PostKind => PostKinds,
            _ => throw new NotSupportedException("No roster has a column of " + typeof(T).Name + "."),
        });

    private static Dictionary<string, T> Words<T>(params (T Value, string Words)[] lists)
        where T : struct, Enum =>
        lists.SelectMany(list => list.Words.Split(' ').Select(word => (Key: SearchText.Fold(word), list.Value)))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static string BareSchool(string word)
    {
        foreach (var prefix in SchoolPrefixes)
        {
            if (word.Length > prefix.Length && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                word = word[prefix.Length..];
                break;
            }
        }

        foreach (var suffix in SchoolSuffixes)
        {
            if (word.Length > suffix.Length && word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return word[..^suffix.Length];
            }
        }

        return word;
    }
}
