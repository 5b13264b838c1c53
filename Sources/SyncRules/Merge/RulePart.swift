import Directory

/// One part of a rule, as a merge decides about it.
public struct RulePart: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The kinds of parts.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The rule as a whole: whether it is there.
        case rule
        /// The template's tag.
        case tag
        /// The name.
        case name
        /// What somebody wrote about it.
        case description
        /// Direction, source class and target class.
        case classes = "class"
        /// What happens where nothing is linked yet.
        case link
        /// Whether password hashes follow it.
        case passwordSync
        /// The scoping filter.
        case scope
        /// The join rules, as one part: their order decides.
        case join
        /// One attribute flow.
        case flow
    }

    /// The kind.
    public let kind: Kind
    /// The attribute that the flow writes, in lower case; nothing for other kinds.
    public let destination: String?
    /// Which of the flows into that attribute, counted from 1; nothing for other kinds.
    public let number: Int?

    /// A part that every rule has once.
    public init(_ kind: Kind) {
        self.kind = kind
        destination = nil
        number = nil
    }

    /// A flow, by what it writes; `number` tells several flows into one attribute apart.
    public init(flow destination: String, number: Int = 1) {
        kind = .flow
        self.destination = ASCII.lowercased(destination)
        self.number = number
    }

    /// The part in words: `flow mail`, `flow mail (2)`, `scope`.
    public var description: String {
        switch kind {
        case .passwordSync: "password synchronization"
        case .flow: "flow \(destination ?? "")" + ((number ?? 1) > 1 ? " (\(number ?? 1))" : "")
        default: kind.rawValue
        }
    }
}
