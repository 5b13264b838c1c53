import Directory

/// Stops an export that would delete more objects than somebody meant to.
///
/// The product that Dryad simulates has the same guard, on by default at 500; nothing at all is exported when it trips.
/// Dryad looks at the share of each type besides: 400 deletions are few of 100,000 users, and all of 400 groups.
public struct DeletionGuard: Sendable, Hashable, Codable {
    /// Why an export is stopped, and how it passes.
    public struct Objection: Sendable, Hashable, CustomStringConvertible {
        /// Why, in one sentence.
        public let description: String
        /// How many deletions are pending.
        let deletions: Int
        /// The settings that let it pass for good; none where what somebody has let pass is too little.
        let settings: [String]

        init(_ description: String, deletions: Int, settings: [String] = []) {
            self.description = description
            self.deletions = deletions
            self.settings = settings
        }

        /// What a person does about it, in one sentence that begins with the command that lists what would go.
        public func advice(listedBy command: String = "dryad pending list") -> String {
            let raised = settings.isEmpty ? "" : ", or raise \(settings.joined(separator: " and ")) in dryad.yaml"
            return
                "See what would go with `\(command)`; if it is meant, let it pass once with `dryad sync run --allow-deletes "
                + "\(deletions) --reason TEXT`\(raised)."
        }
    }

    /// The most deletions that pass, of all types together.
    public let limit: Int
    /// The most that pass of each type, in percent of what the tenant has accepted of it.
    public let percent: Int
    /// So many deletions of a type pass whatever their share is: a share of few objects says nothing.
    public let floor: Int

    /// The product's default, and 30 percent of a type beyond 50 objects.
    public static let standard = DeletionGuard(limit: 500)

    /// Makes a guard.
    public init(limit: Int, percent: Int = 30, floor: Int = 50) {
        self.limit = limit
        self.percent = percent
        self.floor = floor
    }

    /// Throws when more deletions are pending than pass; `accepted` is how many objects of each class the tenant has,
    /// `allowed` how many deletions somebody has let pass this once, whatever the limits.
    public func check(
        _ pending: [PendingCount],
        accepted: [String: Int] = [:],
        allowing allowed: Int? = nil
    ) throws(SyncEngineError) {
        if let objection = objection(to: pending, accepted: accepted, allowing: allowed) { throw Self.error(objection) }
    }

    /// Why the guard would stop an export of what is pending; nothing where it lets it pass.
    public func objection(
        to pending: [PendingCount],
        accepted: [String: Int] = [:],
        allowing allowed: Int? = nil
    ) -> Objection? {
        var byClass: [String: Int] = [:]
        for change in pending where change.operation == .delete {
            byClass[change.objectClass.spelling, default: 0] += change.count
        }
        let deletions = byClass.values.reduce(0, +)
        if let allowed {
            guard deletions > allowed else { return nil }
            return Objection(
                "\(deletions) deletions are pending and only \(allowed) were to pass.",
                deletions: deletions
            )
        }
        let types = byClass.sorted { $0.key < $1.key }
        let shares = types.map { (name: $0.key, count: $0.value, all: max(accepted[$0.key] ?? 0, $0.value)) }
        let large = shares.first { $0.count > floor && $0.count * 100 > $0.all * percent }
        let share = large == nil ? [] : ["deletionGuardPercent"]
        if deletions > limit {
            let words = types.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            return Objection(
                "\(deletions) deletions are pending and the guard lets \(limit) pass: \(words).",
                deletions: deletions,
                settings: ["deletionGuard"] + share
            )
        }
        guard let large else { return nil }
        return Objection(
            "\(large.count) of \(large.all) objects of the type \(large.name) would be deleted and the guard lets "
                + "\(percent) percent pass.",
            deletions: deletions,
            settings: share
        )
    }

    private static func error(_ objection: Objection) -> SyncEngineError {
        SyncEngineError(.deletionGuard, "\(objection) Nothing was exported. \(objection.advice())")
    }
}
