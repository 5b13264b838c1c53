public import SyncRules

/// One step of a run: a profile, carried out for one partition of one connector.
public struct RunStep: Sendable, Hashable, Codable {
    /// The connector; nothing where a step is for all of them.
    public let connector: ConnectorID?
    /// The partition; nothing where a step has none.
    public let partition: String?
    /// What was done.
    public let profile: RunProfile
    /// When it began, ISO 8601 in UTC.
    public let began: String
    /// When it ended.
    public let ended: String
    /// How it ended.
    public var status: RunStatus
    /// What was counted; what is not there is 0.
    public let counters: [String: Int]
    /// Why it ended so, or why it was done so, one sentence each.
    public var remarks: [String]

    /// Makes a step.
    public init(
        connector: ConnectorID?,
        partition: String? = nil,
        profile: RunProfile,
        began: String,
        ended: String,
        status: RunStatus,
        counters: [RunCounter: Int] = [:],
        remarks: [String] = []
    ) {
        self.connector = connector
        self.partition = partition
        self.profile = profile
        self.began = began
        self.ended = ended
        self.status = status
        self.counters = Dictionary(
            counters.filter { $0.value != 0 }.map { ($0.key.rawValue, $0.value) }
        ) { first, _ in first }
        self.remarks = remarks
    }

    /// What was counted under a word.
    public subscript(counter: RunCounter) -> Int { counters[counter.rawValue] ?? 0 }

    /// The counters that are not 0, in the order in which people read them.
    public var counts: [(RunCounter, Int)] {
        counters.map { (RunCounter(rawValue: $0.key), $0.value) }.sorted { $0.0 < $1.0 }
    }
}
