namespace Evaluation.Domain.Members;

/// <summary>What a column of a roster file means.</summary>
public enum RosterField
{
    /// <summary>编号: staff number.</summary>
    StaffNumber,

    /// <summary>姓名.</summary>
    Name,

    /// <summary>性别.</summary>
    Sex,

    /// <summary>民族.</summary>
    Ethnicity,

    /// <summary>出生年月.</summary>
    BirthDate,

    /// <summary>学历.</summary>
    Education,

    /// <summary>入党时间.</summary>
    JoinDate,

    /// <summary>党员类别、政治面貌.</summary>
    Standing,

    /// <summary>所在组织: the organization on whose roster the person stands.</summary>
    Organization,

    /// <summary>人员性质: kind of employment.</summary>
    Employment,

    /// <summary>状态.</summary>
    Status,

    /// <summary>职务: titles of the posts held, separated by semicolons.</summary>
    Post,

    /// <summary>职务类别: the kind of each post.</summary>
    PostKind,

    /// <summary>任职组织: the organization of each post, when it is another than the person's own.</summary>
    PostOrganization,

    /// <summary>任职时间: since when each post is held.</summary>
    PostFrom,

    /// <summary>身份证号: recognized only to be dropped.</summary>
    IdentityNumber,

    /// <summary>组织名称, on the sheet of organizations.</summary>
    OrganizationName,

    /// <summary>上级组织, on the sheet of organizations.</summary>
    ParentOrganization,

    /// <summary>组织类型, on the sheet of organizations.</summary>
    OrganizationKind,
}
