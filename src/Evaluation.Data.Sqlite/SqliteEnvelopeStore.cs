using System.Buffers.Binary;
using System.Collections.Concurrent;
using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Microsoft.Data.Sqlite;

namespace Evaluation.Data.Sqlite;

/// <summary>
/// The one writer of envelopes on SQLite, which lets a single connection write at a time anyway: it brings to the disk together what is waiting (group commit),
/// each submission under a savepoint of its own, and answers each only after the commit. Codes are looked up beside it, on connections that stay open with their query prepared.
/// </summary>
internal sealed class SqliteEnvelopeStore(string connectionString, TimeProvider clock) : EnvelopeStore, IDisposable
{
    /// <summary>Most submissions of one commit: more would make the first wait longer for no gain.</summary>
    private const int MostAtOnce = 64;

    // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_ROWID: which of them is reported first is SQLite's choice.
    private static readonly int[] IdTaken = [1555, 2067, 2579];
    private readonly Queue<Waiting> queue = new();
    private readonly ConcurrentBag<CodeReader> idleReaders = [];
    private Thread? writer;
    private bool isEnding;

    /// <inheritdoc />
    public override Task<FoundCode?> FindCodeAsync(byte[] codeHash, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var reader = idleReaders.TryTake(out var idle) ? idle : new CodeReader(connectionString);
        try
        {
            // SQLite has nothing to wait for.
            var found = reader.Find(codeHash);
            idleReaders.Add(reader);
            return Task.FromResult(found);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public override Task<StoreOutcome> StoreAsync(byte[] codeHash, Envelope envelope)
    {
        var waiting = new Waiting(codeHash, envelope);
        lock (queue)
        {
            ObjectDisposedException.ThrowIf(isEnding, this);
            queue.Enqueue(waiting);
            if (writer is null)
            {
                // A thread of its own: waiting for the disk keeps no request waiting.
                writer = new Thread(Write) { IsBackground = true, Name = "envelopes" };
                writer.Start();
            }

            Monitor.Pulse(queue);
        }

        return waiting.Done.Task;
    }

    /// <summary>Brings what is waiting to the disk and ends.</summary>
    public void Dispose()
    {
        lock (queue)
        {
            isEnding = true;
            Monitor.Pulse(queue);
        }

        writer?.Join();
        while (idleReaders.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void Write()
    {
        Connection? connection = null;
        for (var batch = Take(); batch.Count > 0; batch = Take())
        {
            try
            {
                connection ??= new Connection(connectionString);
                connection.Store(batch, clock.GetUtcNow().UtcDateTime);
                batch.ForEach(w => w.Done.SetResult(w.Outcome));
            }
            catch (Exception exception)
            {
                // Nobody of this commit is acknowledged. A failed commit (disk full, locked) may have ended the whole transaction: a new connection knows nothing of it.
                connection?.Dispose();
                connection = null;
                batch.ForEach(w => w.Done.TrySetException(exception));
            }
        }

        connection?.Dispose();
    }

    // What is waiting, and waits for it; nothing at the end. A monitor, because the framework's blocking queue turns in circles for a while before it waits.
    private List<Waiting> Take()
    {
        var batch = new List<Waiting>();
        lock (queue)
        {
            while (queue.Count == 0 && !isEnding)
            {
                Monitor.Wait(queue);
            }

            while (batch.Count < MostAtOnce && queue.TryDequeue(out var next))
            {
                batch.Add(next);
            }
        }

        return batch;
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            // A phone is told sooner than other writers that the database is held by somebody else.
            using var command = Prepare(connection, SqliteRegistration.Pragmas + "PRAGMA busy_timeout=5000;");
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string text, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private sealed class Waiting(byte[] codeHash, Envelope envelope)
    {
        public byte[] CodeHash { get; } = codeHash;

        public Envelope Envelope { get; } = envelope;

        public TaskCompletionSource<StoreOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public StoreOutcome Outcome { get; set; }
    }

    private sealed class Connection : IDisposable
    {
        private readonly SqliteConnection connection;
        private readonly SqliteCommand savepoint;
        private readonly SqliteCommand rollBack;
        private readonly SqliteCommand release;
        private readonly SqliteCommand spend;
        private readonly SqliteCommand insert;

        public Connection(string connectionString)
        {
            connection = Open(connectionString);
            savepoint = Prepare(connection, "SAVEPOINT submission");
            rollBack = Prepare(connection, "ROLLBACK TO submission");
            release = Prepare(connection, "RELEASE submission");
            spend = Prepare(
                connection,
                """
                UPDATE "AccessCodes" SET "State" = 'Used' WHERE "Hash" = $hash AND "State" = 'Usable' AND EXISTS (
                    SELECT 1 FROM "BallotBoxes" b WHERE b."Id" = "AccessCodes"."BoxId" AND b."IsOpen" AND (b."ClosesAt" IS NULL OR b."ClosesAt" > $now))
                """,
                "$hash",
                "$now");
            // Left to itself, SQLite numbers the rows as they come; numbered by the random id, they tell no order.
            insert = Prepare(
                connection, """INSERT INTO "Envelopes" (rowid, "Id", "BoxId", "Ciphertext", "Mac") VALUES ($row, $id, $box, $ciphertext, $mac)""", "$row", "$id", "$box", "$ciphertext", "$mac");
        }

        public void Store(List<Waiting> batch, DateTime now)
        {
            // Takes the write lock at once and waits for it; a lock taken later could not wait.
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var command in new[] { savepoint, rollBack, release, spend, insert })
            {
                command.Transaction = transaction;
            }

            foreach (var waiting in batch)
            {
                waiting.Outcome = Store(waiting, now);
            }

            transaction.Commit();
        }

        public void Dispose()
        {
            foreach (var command in new[] { savepoint, rollBack, release, spend, insert })
            {
                command.Dispose();
            }

            connection.Dispose();
        }

        private StoreOutcome Store(Waiting waiting, DateTime now)
        {
            savepoint.ExecuteNonQuery();
            spend.Parameters[0].Value = waiting.CodeHash;
            spend.Parameters[1].Value = now;
            var outcome = spend.ExecuteNonQuery() == 1 ? Insert(waiting.Envelope) : StoreOutcome.CodeNotUsable;
            if (outcome == StoreOutcome.EnvelopeTaken)
            {
                rollBack.ExecuteNonQuery();
            }

            release.ExecuteNonQuery();
            return outcome;
        }

        private StoreOutcome Insert(Envelope envelope)
        {
            Span<byte> id = stackalloc byte[16];
            envelope.Id.TryWriteBytes(id, bigEndian: true, out _);
            insert.Parameters[0].Value = BinaryPrimitives.ReadInt64BigEndian(id);
            insert.Parameters[1].Value = envelope.Id;
            insert.Parameters[2].Value = envelope.BoxId;
            insert.Parameters[3].Value = envelope.Ciphertext;
            insert.Parameters[4].Value = envelope.Mac;
            try
            {
                insert.ExecuteNonQuery();
                return StoreOutcome.Stored;
            }
            catch (SqliteException exception) when (IdTaken.Contains(exception.SqliteExtendedErrorCode))
            {
                return StoreOutcome.EnvelopeTaken;
            }
        }
    }

    private sealed class CodeReader : IDisposable
    {
        private readonly SqliteConnection connection;
        private readonly SqliteCommand find;

        public CodeReader(string connectionString)
        {
            connection = Open(connectionString);
            find = Prepare(
                connection,
                """
                SELECT c."State", c."CategoryId", c."BoxId", b."IsOpen", b."ClosesAt"
                FROM "AccessCodes" c JOIN "BallotBoxes" b ON b."Id" = c."BoxId" WHERE c."Hash" = $hash
                """,
                "$hash");
        }

        public FoundCode? Find(byte[] hash)
        {
            find.Parameters[0].Value = hash;
            using var row = find.ExecuteReader();
            return row.Read()
                ? new FoundCode(Enum.Parse<CodeState>(row.GetString(0)), row.GetGuid(1), row.GetGuid(2), row.GetBoolean(3), row.IsDBNull(4) ? null : DateTime.SpecifyKind(row.GetDateTime(4), DateTimeKind.Utc))
                : null;
        }

        public void Dispose()
        {
            find.Dispose();
            connection.Dispose();
        }
    }
}
