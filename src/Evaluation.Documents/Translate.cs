namespace Evaluation.Documents;

/// <summary>Gives a text in the reader's language.</summary>
/// <param name="key">Key of the text.</param>
/// <param name="arguments">What stands in its places.</param>
public delegate string Translate(string key, params object[] arguments);
