import Directory

/// What a request that succeeded brought.
struct FinishedOperation: Sendable {
    var entries: [PackedEntry] = []
    var referrals: [String] = []
    var cookie: [UInt8] = []
    var extendedValue: [UInt8] = []
}
