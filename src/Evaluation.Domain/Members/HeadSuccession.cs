namespace Evaluation.Domain.Members;

/// <summary>An organization has one head on any day. What becomes of the heads it has when another is appointed.</summary>
/// <param name="Ends">The post that ends the day before the new one begins; null when none has to.</param>
/// <param name="Taken">The post that stands in the way; null when none does.</param>
public readonly record struct HeadSuccession(Post? Ends, Post? Taken)
{
    /// <summary>Looks at the present <paramref name="heads"/> of an organization for a head from a day to a day; null means open.</summary>
    public static HeadSuccession Of(IEnumerable<Post> heads, DateOnly? from, DateOnly? until)
    {
        Post? ends = null;
        foreach (var head in heads.Where(head => Overlaps(head, from, until)))
        {
            // Only a post without an end, begun before, can give way; two of them would already be one too many.
            if (ends is null && from is not null && head.Until is null && (head.From is null || head.From < from))
            {
                ends = head;
            }
            else
            {
                return new HeadSuccession(null, head);
            }
        }

        return new HeadSuccession(ends, null);
    }

    private static bool Overlaps(Post post, DateOnly? from, DateOnly? until) =>
        (from is null || post.Until is null || from <= post.Until) && (until is null || post.From is null || post.From <= until);
}
