namespace Evaluation.Domain.Ballots;

/// <summary>A campaign's box (票箱), made at finalizing. Its two secrets are stored wrapped under the box's key file, which lies outside the database and is deleted after the count.</summary>
public sealed class BallotBox
{
    /// <summary>Random identity; also the name of the key file.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>Point of the box's ECDH P-256 key; envelopes are encrypted to it.</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>The private key, wrapped; empty after the count.</summary>
    public required byte[] WrappedPrivateKey { get; set; }

    /// <summary>The MAC key, wrapped; empty after the count.</summary>
    public required byte[] WrappedMacKey { get; set; }

    /// <summary>The frozen <see cref="BallotLayout"/> as JSON, byte for byte.</summary>
    public required byte[] Layout { get; set; }

    /// <summary>Bytes to which every content is filled up.</summary>
    public int ContentLength { get; set; }

    /// <summary>The <see cref="BoxLocks"/> as JSON; null for a box without two locks, and after the count.</summary>
    public byte[]? Locks { get; set; }

    /// <summary>Whether codes can be used; true from beginning to end.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Moment after which nothing is accepted even if nobody pressed, UTC; null for none.</summary>
    public DateTime? ClosesAt { get; set; }

    /// <summary>Whether the key file still has to be deleted: set by the count, cleared when the file is gone.</summary>
    public bool KeyFileMustGo { get; set; }

    /// <summary>The sealed box, encrypted under an installation key; null before the count.</summary>
    public byte[]? EncryptedSealedBox { get; set; }

    /// <summary>The seal; null before the count.</summary>
    public string? Seal { get; set; }

    /// <summary>The disclosure plan and the sheet counts as fixed at the count, JSON; null before.</summary>
    public byte[]? Plan { get; set; }

    /// <summary>Ids of the envelopes that did not open when a count last stopped, 16 bytes each; null when none is known.</summary>
    public byte[]? Damaged { get; set; }

    /// <summary>The <see cref="BoxOpening"/> as JSON; null before the count.</summary>
    public byte[]? Opening { get; set; }

    /// <summary>The manifest of the sealed export as fixed at the count, byte for byte (docs/sealed-export.md); null before.</summary>
    public byte[]? Manifest { get; set; }
}

/// <summary>That an envelope was counted: what a receipt leads to after the count. It bears no mark, no category and no order.</summary>
public sealed class CountedEnvelope
{
    /// <summary>Id of the envelope.</summary>
    public Guid Id { get; set; }

    /// <summary>The box in which it lay.</summary>
    public Guid BoxId { get; set; }
}

/// <summary>One submission, encrypted, until the count. Nothing else is stored of it: no time, address, order or code.</summary>
public sealed class Envelope
{
    /// <summary>First 16 bytes of SHA-256("envelope" ‖ receipt).</summary>
    public Guid Id { get; set; }

    /// <summary>The box.</summary>
    public Guid BoxId { get; set; }

    /// <summary>What <see cref="EnvelopeCipher"/> made; of one length in all envelopes of a box.</summary>
    public required byte[] Ciphertext { get; set; }

    /// <summary>HMAC of the whole under the box's MAC key.</summary>
    public required byte[] Mac { get; set; }
}

/// <summary>State of a code.</summary>
public enum CodeState
{
    /// <summary>Made; the evaluation has not begun.</summary>
    Waiting,

    /// <summary>The evaluation is open and the code unused.</summary>
    Usable,

    /// <summary>A submission was made with it.</summary>
    Used,

    /// <summary>The evaluation ended before it was used.</summary>
    Closed,

    /// <summary>Voided by the organizer before it was used.</summary>
    Revoked,
}

/// <summary>A one-time right to submit (评议码). Only an HMAC of the code is stored.</summary>
public sealed class AccessCode
{
    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The box.</summary>
    public Guid BoxId { get; set; }

    /// <summary>The category for which it submits.</summary>
    public Guid CategoryId { get; set; }

    /// <summary>HMAC of the code under the installation key.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>Its state.</summary>
    public CodeState State { get; set; }

    /// <summary>Whether it was made as a spare.</summary>
    public bool IsSpare { get; set; }

    /// <summary>The invitee it was made for; null for a drawn code.</summary>
    public Guid? InviteeId { get; set; }
}

/// <summary>A code for trying the sheet during preparation: counts nowhere and vanishes at finalizing.</summary>
public sealed class RehearsalCode
{
    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>The category whose sheet it shows.</summary>
    public Guid CategoryId { get; set; }

    /// <summary>HMAC of the code under the installation key.</summary>
    public required byte[] Hash { get; set; }
}

/// <summary>Free text to a prompt, stored apart from slips at the count.</summary>
public sealed class Opinion
{
    /// <summary>Random identity from a cryptographic generator: an order by it says nothing.</summary>
    public Guid Id { get; set; }

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>The pool that was asked.</summary>
    public Guid PoolId { get; set; }

    /// <summary>The subject; null when the prompt was asked once for the pool.</summary>
    public Guid? SubjectId { get; set; }

    /// <summary>The prompt as printed.</summary>
    public required string Prompt { get; set; }

    /// <summary>What was written.</summary>
    public required string Text { get; set; }
}

/// <summary>The stored counts of one subject for one group of categories.</summary>
public sealed class Tally
{
    /// <summary>The subject.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>Index of the group in the disclosure plan.</summary>
    public int Group { get; set; }

    /// <summary>Counts per question, separated by semicolons, each as <see cref="Tallying.MarkCounts"/> writes them.</summary>
    public required string Counts { get; set; }
}
