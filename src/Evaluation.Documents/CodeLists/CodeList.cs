namespace Evaluation.Documents.CodeLists;

/// <summary>Codes as a list, for sending them to invitees or for printing slips of one's own.</summary>
/// <param name="Title">Title of the campaign.</param>
/// <param name="Labels">Headers and remarks in the user's language.</param>
/// <param name="Sheets">One sheet a category.</param>
public sealed record CodeList(string Title, CodeListLabels Labels, IReadOnlyList<CodeListSheet> Sheets);

/// <summary>The codes of one category.</summary>
/// <param name="Category">Name of the category.</param>
/// <param name="IsInvited">Whether the codes belong to people by name. Drawn codes are listed without numbers: a number would tell who has which.</param>
/// <param name="Rows">The codes, in the order of the list.</param>
public sealed record CodeListSheet(string Category, bool IsInvited, IReadOnlyList<CodeListRow> Rows);

/// <summary>One code.</summary>
/// <param name="Code">The code in groups of four.</param>
/// <param name="Link">The address that opens its sheet.</param>
/// <param name="IsSpare">Whether it is a spare.</param>
/// <param name="Name">For whom; empty for drawn and spare codes.</param>
/// <param name="Contact">Telephone or unit; may be empty.</param>
public sealed record CodeListRow(string Code, string Link, bool IsSpare, string Name = "", string Contact = "");

/// <summary>The words of the list.</summary>
/// <param name="Note">What to do with the list, below the title.</param>
/// <param name="Number">Header of the running number.</param>
/// <param name="Name">Header of the name.</param>
/// <param name="Contact">Header of telephone or unit.</param>
/// <param name="Code">Header of the code.</param>
/// <param name="Link">Header of the link.</param>
/// <param name="Received">Header of the column in which receipt is signed for.</param>
/// <param name="Remarks">Header of the remarks.</param>
/// <param name="Spare">The remark at a spare.</param>
public sealed record CodeListLabels(
    string Note, string Number, string Name, string Contact, string Code, string Link, string Received, string Remarks, string Spare);
