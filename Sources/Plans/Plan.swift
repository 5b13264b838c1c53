/// A change of state as a value: what changes, what it was made from, what deserves a second look.
///
/// The digest covers everything but `origin`; the same inputs give the same digest whoever asks and whenever.
public struct Plan<Content: Codable & Sendable>: Sendable, Codable {
    /// The version of the plan's file format.
    public static var formatVersion: Int { 1 }

    /// The version that this plan was written in.
    public let format: Int
    /// What kind of task it belongs to, such as `schema.refresh`.
    public let kind: String
    /// The states it was made from, by name; applying it compares them with the states of that moment.
    public let basis: [String: Fingerprint]
    /// What will change.
    public let content: Content
    /// What deserves a second look.
    public let hazards: [Hazard]
    /// The fingerprint of all of the above.
    public let digest: Fingerprint
    /// Who made it and when; not part of the digest.
    public let origin: PlanOrigin?

    private struct Covered: Encodable {
        let format: Int
        let kind: String
        let basis: [String: Fingerprint]
        let content: Content
        let hazards: [Hazard]
    }

    /// Makes a plan and computes its digest.
    public init(
        kind: String,
        basis: [String: Fingerprint],
        content: Content,
        hazards: [Hazard] = [],
        origin: PlanOrigin? = nil
    ) throws {
        format = Self.formatVersion
        self.kind = kind
        self.basis = basis
        self.content = content
        self.hazards = hazards
        self.origin = origin
        digest = try Self.digest(format: format, kind: kind, basis: basis, content: content, hazards: hazards)
    }

    /// The digest that the plan should have; one that differs from `digest` tells of an edited file.
    public func recomputedDigest() throws -> Fingerprint {
        try Self.digest(format: format, kind: kind, basis: basis, content: content, hazards: hazards)
    }

    /// The names of the states that have moved since the plan was made, in order.
    public func staleness(against current: [String: Fingerprint]) -> [String] {
        Set(basis.keys).union(current.keys).filter { basis[$0] != current[$0] }.sorted()
    }

    private static func digest(
        format: Int,
        kind: String,
        basis: [String: Fingerprint],
        content: Content,
        hazards: [Hazard]
    ) throws -> Fingerprint {
        try Fingerprint(
            canonical: Covered(format: format, kind: kind, basis: basis, content: content, hazards: hazards)
        )
    }
}
