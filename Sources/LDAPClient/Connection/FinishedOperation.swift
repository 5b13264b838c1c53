import Directory

/// What a request that succeeded brought.
struct FinishedOperation: Sendable {
    var entries: [PackedEntry] = []
    var referrals: [String] = []
    /// What the server held back, with the place of the entry that it belongs to.
    var ranges: [(entry: Int, range: ValueRange)] = []
    var cookie: [UInt8] = []
    var extendedValue: [UInt8] = []
    /// The controls of the result.
    var controls: [ResponseControl] = []
}
