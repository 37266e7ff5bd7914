using System.Text.Json.Nodes;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Verifying;

/// <summary>The verifier against exports of the domain, honest ones and forged ones.</summary>
public sealed class RecountTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void Recount_WhatTheDomainExported_Agrees() => Prop.ForAll(Seeds, seed =>
    {
        var export = SampleElection.Of(seed).Export();
        var run = VerifierRun.Recount(export.File, export.Seal, "--basis", export.Basis);
        return (run.Code == 0).Label(run.Output + run.Error);
    }).MustHold();

    [Fact]
    public void Recount_WithSheetsLeftOut_AgreesAndWarnsThatTheMinutesMustNameWhoDecided()
    {
        var election = SampleElection.Of(3);
        var all = election with { Plan = election.Plan with { Categories = [.. election.Plan.Categories.Select(c => c with { Returned = c.Valid })] } };
        var fewer = all with { Plan = all.Plan with { Categories = [.. all.Plan.Categories.Select((c, i) => i == 0 ? c with { Returned = c.Valid + 1, Issued = c.Valid + 9 } : c)] } };

        var (export, withLess) = (all.Export(), fewer.Export());
        var (whole, lacking) = (VerifierRun.Recount(export.File, export.Seal), VerifierRun.Recount(withLess.File, withLess.Seal));

        Assert.Equal((0, 0), (whole.Code, lacking.Code));
        Assert.DoesNotContain("were left out", whole.Output, StringComparison.Ordinal);
        Assert.Contains($"1 of {fewer.Plan.Categories[0].Returned} were left out", lacking.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_ShowEverythingAnElectionMayHave()
    {
        var results = Enumerable.Range(0, 300).Select(seed => SampleElection.Of(seed).Export().Result).ToList();

        Assert.Equal(3, results.SelectMany(r => r.Pools).SelectMany(p => p.Subjects).SelectMany(s => s.Determinations).Select(d => d.Outcome).Distinct().Count());
        Assert.Contains(results, r => r.Plan.Groups.Any(g => g.Count > 1));
        Assert.Contains(results, r => r.Pools.Any(p => p.IsWithheld && p.Sheets.Valid > 0));
        Assert.Contains(results, r => r.Pools.Any(p => p.Groups.Count > 1));
        Assert.Contains(results, r => r.Pools.SelectMany(p => p.Subjects).Any(s => s.Values.Any(v => v.Metric.IsWeighted && v.Rate is { } rate && rate != Fraction.Zero && s.Tally.Groups.Count > 1)));
    }

    [Fact]
    public void WriteManifest_SameElection_GivesTheSameBytes()
    {
        var export = SampleElection.Of(7).Export();
        var campaign = new ExportedCampaign(Guid.Empty, "标题", "单位", 2026, null, null, DateTime.UnixEpoch);

        var manifest = SealedExport.WriteManifest(campaign, Guid.Empty, export.Seal, export.Result);

        Assert.Equal(manifest, SealedExport.WriteManifest(campaign, Guid.Empty, export.Seal, export.Result));
        Assert.StartsWith(
            """{"campaign":{"id":"00000000-0000-0000-0000-000000000000","title":"标题","organization":"单位","year":2026,"counted":"1970-01-01T00:00:00Z"},"boxId":""",
            System.Text.Encoding.UTF8.GetString(manifest),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Recount_AnyByteChanged_IsRejectedWithAReason()
    {
        var exports = Enumerable.Range(1, 8).Select(seed => SampleElection.Of(seed).Export()).ToList();
        var changes = (from export in Gen.Elements<Export>(exports)
                       from place in Gen.Choose(0, export.File.Length - 1)
                       from difference in Gen.Choose(1, 255)
                       select (export, place, (byte)difference)).ToArbitrary();

        Prop.ForAll(changes, change =>
        {
            var file = change.export.File;
            file[change.place] ^= change.Item3;
            var run = VerifierRun.Recount(file, change.export.Seal, "--basis", change.export.Basis);
            return run.Code == 1 && run.Failed.Any();
        }).MustHold(1000);
    }

    [Fact]
    public void Recount_BoxForgedWithEverythingThatFollows_IsRejectedByTheSealAlone() => Prop.ForAll(Seeds, seed =>
    {
        var honest = SampleElection.Of(seed);
        var real = honest.Export();
        foreach (var forged in Forgeries(honest, new Random(seed)).Select(e => e.Export()))
        {
            // Whoever made it also wrote the codes: nothing in it contradicts itself.
            var believed = VerifierRun.Recount(forged.File, forged.Seal, "--basis", forged.Basis);
            var rejected = VerifierRun.Recount(forged.File, real.Seal);
            if (believed.Code != 0 || rejected.Code != 1 || !rejected.Failed.SequenceEqual(["seal"]))
            {
                return false.Label(believed.Output + rejected.Output);
            }
        }

        return true.ToProperty();
    }).MustHold(100);

    [Fact]
    public void Recount_ManifestChangedConsistently_IsRejectedByTheBasisCodeAlone()
    {
        var honest = SampleElection.Of(3);
        var real = honest.Export();
        var box = SealedBox.Read(real.Box);
        var milder = honest.Rules with { Metrics = [.. honest.Rules.Metrics.Select(m => m with { LeavesOutBlank = !m.LeavesOutBlank })] };
        var forged = SampleElection.Export(box, CampaignResult.Of(honest.Layout, honest.Plan, milder, Tallier.Recount(honest.Layout, box)));

        var rejected = VerifierRun.Recount(forged.File, real.Seal, "--basis", real.Basis);
        var untold = VerifierRun.Recount(forged.File, real.Seal);

        Assert.Equal((1, "basis"), (rejected.Code, Assert.Single(rejected.Failed)));
        Assert.Equal(0, untold.Code);
        Assert.Contains("WARNING    basis:", untold.Output, StringComparison.Ordinal);
        Assert.Contains(forged.Basis, untold.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Recount_CodesInCapitalsAndGroups_AreTheSameCodes()
    {
        var export = SampleElection.Of(1).Export();
        var typed = string.Join(' ', export.Seal.ToUpperInvariant().Chunk(8).Select(c => new string(c)));

        Assert.Equal(0, VerifierRun.Recount(export.File, typed, "--basis", export.Basis.ToUpperInvariant()).Code);
    }

    [Fact]
    public void Recount_AsJson_SaysTheSame()
    {
        var export = SampleElection.Of(1).Export();
        var other = new string('0', 64);

        var good = JsonNode.Parse(VerifierRun.Recount(export.File, export.Seal, "--json").Output)!;
        var bad = JsonNode.Parse(VerifierRun.Recount(export.File, other, "--json").Output)!;

        Assert.Equal((true, export.Seal, export.Basis), ((bool)good["agrees"]!, (string)good["seal"]!, (string)good["basis"]!));
        Assert.Equal("ok warning", string.Join(' ', good["checks"]!.AsArray().Select(c => (string)c!["outcome"]!).Distinct()));
        Assert.False((bool)bad["agrees"]!);
        var failed = Assert.Single(bad["checks"]!.AsArray(), c => (string)c!["outcome"]! == "failed")!;
        Assert.Equal("seal", (string)failed["check"]!);
        Assert.Contains(other, (string)failed["findings"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Recount_TextThatLooksLikeTheReport_StaysOnItsLine()
    {
        var sample = SampleElection.Of(1);
        var export = (sample with { Layout = sample.Layout with { Title = "x" } }).Export();
        var manifest = JsonNode.Parse(export.Manifest)!;
        manifest["campaign"]!["title"] = "甲\nEverything that was checked agrees.\u202E\u001b[2J";

        var run = VerifierRun.Recount(SealedExport.Write(ManifestTampering.BytesOf(manifest), export.Box), export.Seal);

        Assert.Equal(0, run.Code);
        Assert.Single(run.Output.Split('\n'), line => line.StartsWith("Everything", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Output, c => c is '\u202E' or '\u001b');
    }

    // A ballot taken out, put in, filled in another way: with turnout, tallies and result worked out anew.
    private static IEnumerable<SampleElection> Forgeries(SampleElection honest, Random random)
    {
        if (honest.Contents.Count == 0)
        {
            yield break;
        }

        var chosen = honest.Contents[random.Next(honest.Contents.Count)];
        var place = random.Next(chosen.Marks.Length);
        var other = chosen with { Marks = chosen.Marks[..place] + (chosen.Marks[place] == '1' ? '2' : '1') + chosen.Marks[(place + 1)..] };
        yield return honest with { Contents = [.. honest.Contents.Where(c => !ReferenceEquals(c, chosen)), other] };
        yield return WithTurnout(honest with { Contents = [.. honest.Contents, other] });
        yield return WithTurnout(honest with { Contents = [.. honest.Contents.Where(c => !ReferenceEquals(c, chosen))] });
    }

    // Groups are made anew too, or one of them could fall under the minimum.
    private static SampleElection WithTurnout(SampleElection election)
    {
        var categories = election.Plan.Categories
            .Select((c, i) => election.Contents.Count(content => content.Category == i) is var count ? c with { Valid = count, Returned = Math.Max(count, c.Returned), Issued = Math.Max(count, c.Issued) } : c).ToList();
        var disclosure = DisclosurePlan.Make(
            [.. election.Layout.Categories.Select((c, i) => new CategorySubmissions([.. c.Pools], categories[i].Valid))],
            [.. election.Layout.Pools.Select(p => SampleElection.MinimumOf(election.Layout, p, election.Plan.GroupMinimum))]);
        return election with
        {
            Plan = election.Plan with { Categories = categories, Groups = disclosure.Groups, WithheldPools = [.. disclosure.WithheldPools.Order()] },
        };
    }
}
