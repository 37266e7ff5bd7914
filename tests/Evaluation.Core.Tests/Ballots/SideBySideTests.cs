using System.Data.Common;
using Evaluation.Core.Ballots;
using Evaluation.Data.Postgres;
using Evaluation.Data.SqlServer;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Tests.Ballots;

/// <summary>On a database server submissions run side by side; SQLite has one writer.</summary>
public sealed class SideBySideTests
{
    public static TheoryData<TestServer> Servers => [TestServer.Postgres, TestServer.SqlServer];

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_WhileAnotherStandsJustBeforeItsCommit_WaitsForNothingOfIt(TestServer server)
    {
        var held = new HeldCommit();
        await using var host = await TestHost.CreateAsync(server, services => services
            .ConfigureDbContext<PostgresEvaluationDbContext>(options => options.AddInterceptors(held))
            .ConfigureDbContext<SqlServerEvaluationDbContext>(options => options.AddInterceptors(held)));
        var campaign = await CampaignDriver.OpenAsync(host);

        held.HoldTheNext();
        var first = Task.Run(() => campaign.CastAsync(campaign.Codes[0][0], 0, "1"));
        await held.Reached;
        // All it stores is stored, and not yet committed. Somebody who waited for a lock of it would be told to come again.
        foreach (var code in campaign.Codes[0].Skip(1).Take(3))
        {
            Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(code, 0, "2")).Outcome);
        }

        Assert.False(first.IsCompleted);
        held.LetGo();
        Assert.Equal(CastOutcome.Accepted, (await first).Outcome);
        Assert.Equal(4, await host.QueryAsync(db => db.Envelopes.CountAsync()));
    }

    private sealed class HeldCommit : DbTransactionInterceptor
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int toHold;

        public Task Reached => reached.Task;

        public void HoldTheNext() => toHold = 1;

        public void LetGo() => letGo.SetResult();

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Exchange(ref toHold, 0) == 1)
            {
                reached.SetResult();
                await letGo.Task;
            }

            return result;
        }
    }
}
