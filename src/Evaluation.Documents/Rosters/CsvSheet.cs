using System.Text;
using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>Reads comma or tab separated text in UTF-8, with or without its mark, or in GB18030 as Chinese spreadsheets save it.</summary>
internal static class CsvSheet
{
    public static IReadOnlyList<RosterSheet> Read(ReadOnlySpan<byte> bytes, string name)
    {
        var text = Decode(bytes);
        var rows = new RosterSheetBuilder(name, new RowBudget());
        var scan = new Scanner(text, SeparatorOf(text));
        for (var line = 1; !scan.AtEnd; line++)
        {
            rows.StartRow(line);
            line += scan.ReadRow(rows);
            rows.EndRow();
        }

        return rows.Build() is { } sheet ? [sheet] : [];
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[3..];
        }

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = TryDecode(new UTF8Encoding(false, throwOnInvalidBytes: true), bytes)
            ?? TryDecode(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), bytes);
        return text ?? throw new RosterRefusedException(RosterRefusal.UnknownEncoding);
    }

    // GB18030 gives a meaning to nearly every pair of bytes; what no roster holds (control characters, private use) tells that it was something else.
    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);
            foreach (var c in text)
            {
                if ((char.IsControl(c) && c is not ('\t' or '\r' or '\n')) || c is >= '\uE000' and <= '\uF8FF' or '\uFFFD')
                {
                    return null;
                }
            }

            return text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static char SeparatorOf(string text)
    {
        var line = text.AsSpan();
        var end = line.IndexOf('\n');
        line = end < 0 ? line : line[..end];
        return line.Count('\t') > line.Count(',') ? '\t' : ',';
    }

    private ref struct Scanner(string text, char separator)
    {
        private int at;

        public readonly bool AtEnd => at >= text.Length;

        /// <summary>Reads one row into <paramref name="rows"/>; returns how many further lines a quoted cell took.</summary>
        public int ReadRow(RosterSheetBuilder rows)
        {
            var extraLines = 0;
            for (var column = 0; ; column++)
            {
                rows.SetCell(column, at < text.Length && text[at] == '"' ? ReadQuoted(ref extraLines) : ReadBare());
                if (AtEnd || text[at] != separator)
                {
                    break;
                }

                at++;
            }

            SkipLineEnd();
            return extraLines;
        }

        private string ReadBare()
        {
            var start = at;
            while (!AtEnd && text[at] != separator && text[at] is not ('\r' or '\n'))
            {
                at++;
            }

            return text[start..at];
        }

        private string ReadQuoted(ref int extraLines)
        {
            var cell = new StringBuilder();
            for (at++; ; at++)
            {
                if (AtEnd)
                {
                    // A quotation mark that is never closed would swallow the rest of the file.
                    throw new RosterRefusedException(RosterRefusal.Damaged);
                }

                if (text[at] == '"')
                {
                    at++;
                    if (AtEnd || text[at] != '"')
                    {
                        return cell.Append(ReadBare()).ToString();
                    }
                }

                extraLines += text[at] == '\n' ? 1 : 0;
                cell.Append(text[at]);
            }
        }

        private void SkipLineEnd()
        {
            if (!AtEnd && text[at] == '\r')
            {
                at++;
            }

            if (!AtEnd && text[at] == '\n')
            {
                at++;
            }
        }
    }
}
