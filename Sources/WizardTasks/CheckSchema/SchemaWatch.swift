/// What one look after the other has found, and what of it is worth a line: the first state of each forest, and each
/// change of it.
public struct SchemaWatch: Sendable {
    /// A forest whose state is not what it was.
    public struct Change: Sendable, Hashable, Codable {
        /// When it was seen, ISO 8601 in UTC.
        public let time: String
        /// The state that it had; nothing when it is looked at for the first time.
        public let before: SchemaFinding.State?
        /// What was found.
        public let finding: SchemaFinding
    }

    private var states: [String: SchemaFinding.State] = [:]
    /// Whether a refresh of some forest was due at the last look.
    public private(set) var isDue = false

    /// Begins with nothing seen.
    public init() {}

    /// Takes the findings of a look, and gives out what has changed.
    ///
    /// A state with another reason is the same state: a failure is told once, however its words vary.
    public mutating func take(_ findings: [SchemaFinding], at time: String) -> [Change] {
        isDue = findings.contains { $0.state == .due }
        return findings.compactMap { finding in
            let before = states.updateValue(finding.state, forKey: finding.forest)
            return before == finding.state ? nil : Change(time: time, before: before, finding: finding)
        }
    }
}
