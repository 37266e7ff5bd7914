namespace Evaluation.Testing;

/// <summary>A clock that stands still until it is moved; its timers ring then, and never by themselves.</summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = new(2026, 4, 15, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The current instant.</summary>
    public DateTime Now => now.UtcDateTime;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves the clock on. A timer that is due rings once, however often it would have rung meanwhile.</summary>
    public void Advance(TimeSpan span)
    {
        List<Timer> due;
        lock (gate)
        {
            now += span;
            due = [.. timers.Where(t => t.Due <= now)];
        }

        due.ForEach(t => t.Ring());
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (gate)
        {
            timers.Add(timer);
        }

        return timer;
    }

    private sealed class Timer(TestClock clock, Action ring) : ITimer
    {
        private TimeSpan period;

        /// <summary>When it rings next; null when it does not.</summary>
        public DateTimeOffset? Due { get; private set; }

        public void Ring()
        {
            Due = period > TimeSpan.Zero ? clock.now + period : null;
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            Due = dueTime < TimeSpan.Zero ? null : clock.now + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
