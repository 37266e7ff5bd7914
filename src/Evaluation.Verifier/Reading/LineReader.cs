namespace Evaluation.Verifier.Reading;

/// <summary>Reads lines of bytes without ever holding more than one of them.</summary>
internal sealed class LineReader(Stream input)
{
    /// <summary>Longest line, in bytes.</summary>
    public const int LongestLine = 1 << 20;

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool isAtEnd;
    private bool isPassingOver;

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether another whole line is at hand, so that reading on waits for nobody.</summary>
    public bool HasLineAtHand => buffer.AsSpan(start, end - start).Contains((byte)'\n');

    /// <summary>Reads the next line, without its line feed.</summary>
    /// <param name="line">The line, valid until the next one is read; empty when it is too long.</param>
    /// <param name="isTooLong">Whether it is longer than <see cref="LongestLine"/>; what is left of it is passed over when the next one is read, for it may have no end.</param>
    /// <returns>False at the end.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        PassOver();
        line = default;
        isTooLong = false;
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            var length = found >= 0 ? searched + found : end - start;
            if (found < 0 && isAtEnd && length == 0)
            {
                return false;
            }

            if (found >= 0 || isAtEnd || length > LongestLine)
            {
                isTooLong = length > LongestLine;
                isPassingOver = isTooLong;
                line = isTooLong ? default : buffer.AsSpan(start, length);
                start = isTooLong ? start : Math.Min(end, start + length + 1);
                Number++;
                return true;
            }

            searched = length;
            Fill();
        }
    }

    private void PassOver()
    {
        while (isPassingOver)
        {
            var found = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            start = found >= 0 ? start + found + 1 : end;
            isPassingOver = found < 0 && !isAtEnd;
            if (isPassingOver)
            {
                Fill();
            }
        }
    }

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = input.Read(buffer, end, buffer.Length - end);
        isAtEnd = read == 0;
        end += read;
    }
}
