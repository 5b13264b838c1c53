/// What a search with DirSync is asked to do besides (MS-ADTS section 3.1.1.3.4.1.3).
public struct DirSyncFlags: OptionSet, Sendable, Hashable {
    /// The bits as the control has them.
    public let rawValue: UInt32

    /// Wraps bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Only what this account may read anyway; without it the right to replicate is needed.
    public static let objectSecurity = DirSyncFlags(rawValue: 0x1)
    /// What is above comes before what is below.
    public static let ancestorsFirst = DirSyncFlags(rawValue: 0x800)
    /// No values that are secret.
    public static let publicDataOnly = DirSyncFlags(rawValue: 0x2000)
    /// Of links only the values that came and went, and not all that there are.
    ///
    /// They come under the names `member;range=1-1` (came) and `member;range=0-0` (went), which here mean no ranges.
    public static let incrementalValues = DirSyncFlags(rawValue: 0x8000_0000)
}
