using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Data;

/// <summary>Where one stands in a long list.</summary>
/// <param name="Number">The page shown, from 1.</param>
/// <param name="Size">Rows of a full page.</param>
/// <param name="Total">Rows of the whole list.</param>
public record Paging(int Number, int Size, int Total)
{
    /// <summary>Rows of a page unless a list says otherwise.</summary>
    public const int UsualSize = 20;

    /// <summary>Number of pages; an empty list has one.</summary>
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>Place of the first row shown, from 1; 0 in an empty list.</summary>
    public int First => Total == 0 ? 0 : ((Number - 1) * Size) + 1;

    /// <summary>Place of the last row shown; 0 in an empty list.</summary>
    public int Last => Math.Min(Total, Number * Size);
}

/// <summary>One page of a list.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Rows of a full page.</param>
/// <param name="Total">Rows of the whole list.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Number, int Size, int Total) : Paging(Number, Size, Total);

/// <summary>Reads lists page by page.</summary>
public static class PagingQueries
{
    /// <summary>Page <paramref name="number"/> of a list that is in memory already; a number outside gives the nearest page.</summary>
    public static Page<T> ToPage<T>(this IReadOnlyList<T> all, int number, int size = Paging.UsualSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var page = Math.Clamp(number, 1, new Paging(1, size, all.Count).Pages);
        return new Page<T>([.. all.Skip((page - 1) * size).Take(size)], page, size, all.Count);
    }

    /// <summary>
    /// Reads page <paramref name="number"/> of an ordered query. A number outside the list, as a stale link may hold, gives the nearest page.
    /// The order must be complete (end with the key), or rows may appear on two pages.
    /// </summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IQueryable<T> query, int number, int size = Paging.UsualSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var total = await query.CountAsync(cancellation);
        var page = Math.Clamp(number, 1, new Paging(1, size, total).Pages);
        var rows = await query.Skip((page - 1) * size).Take(size).ToListAsync(cancellation);
        return new Page<T>(rows, page, size, total);
    }
}
