namespace Evaluation.Testing;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 4, 15, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The current instant.</summary>
    public DateTime Now => now.UtcDateTime;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan span) => now += span;
}
