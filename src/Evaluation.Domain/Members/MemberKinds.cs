namespace Evaluation.Domain.Members;

/// <summary>Sex as on the roster.</summary>
public enum Sex
{
    /// <summary>男.</summary>
    Male,

    /// <summary>女.</summary>
    Female,
}

/// <summary>Standing in the Party.</summary>
public enum PartyStanding
{
    /// <summary>正式党员.</summary>
    Full,

    /// <summary>预备党员: counts as a Party member in the statistics (D2).</summary>
    Probationary,

    /// <summary>入党申请人、积极分子 (D4): not a member.</summary>
    Applicant,

    /// <summary>群众: not a member.</summary>
    None,
}

/// <summary>Schooling, in ascending order.</summary>
public enum Education
{
    /// <summary>小学及以下.</summary>
    PrimarySchool,

    /// <summary>初中.</summary>
    MiddleSchool,

    /// <summary>中专、中技.</summary>
    SecondaryVocational,

    /// <summary>高中.</summary>
    HighSchool,

    /// <summary>大专.</summary>
    JuniorCollege,

    /// <summary>大学本科.</summary>
    Bachelor,

    /// <summary>硕士研究生.</summary>
    Master,

    /// <summary>博士研究生.</summary>
    Doctor,
}

/// <summary>Kind of employment (人员性质), as the evaluator categories of D2 and D4 need it.</summary>
public enum EmploymentKind
{
    /// <summary>领导干部.</summary>
    LeadingCadre,

    /// <summary>一般干部.</summary>
    GeneralCadre,

    /// <summary>离退休干部.</summary>
    Retired,

    /// <summary>教师.</summary>
    Teacher,

    /// <summary>职工.</summary>
    Worker,

    /// <summary>农牧民.</summary>
    Farmer,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>Whether a person is still on the roster.</summary>
public enum MemberStatus
{
    /// <summary>在册.</summary>
    Active,

    /// <summary>已转出.</summary>
    Transferred,

    /// <summary>已去世.</summary>
    Deceased,
}

/// <summary>What kind of post a person holds in an organization.</summary>
public enum PostKind
{
    /// <summary>主要负责人: the one head of the organization (secretary).</summary>
    Head,

    /// <summary>副职.</summary>
    DeputyHead,

    /// <summary>班子成员.</summary>
    TeamMember,

    /// <summary>干部.</summary>
    Cadre,
}
