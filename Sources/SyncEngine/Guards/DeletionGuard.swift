import Directory

/// Stops an export that would delete more objects than somebody meant to.
///
/// The product that Dryad simulates has the same guard, on by default at 500; nothing at all is exported when it trips.
/// Dryad looks at the share of each type besides: 400 deletions are few of 100,000 users, and all of 400 groups.
public struct DeletionGuard: Sendable, Hashable, Codable {
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

    /// Why the guard would stop an export of what is pending, in one sentence; nothing where it lets it pass.
    public func objection(
        to pending: [PendingCount],
        accepted: [String: Int] = [:],
        allowing allowed: Int? = nil
    ) -> String? {
        var byClass: [String: Int] = [:]
        for change in pending where change.operation == .delete {
            byClass[change.objectClass.spelling, default: 0] += change.count
        }
        let deletions = byClass.values.reduce(0, +)
        if let allowed {
            return deletions > allowed ? "\(deletions) deletions are pending and only \(allowed) were to pass." : nil
        }
        let types = byClass.sorted { $0.key < $1.key }
        if deletions > limit {
            let words = types.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            return "\(deletions) deletions are pending and the guard lets \(limit) pass: \(words)."
        }
        for (name, count) in types where count > floor {
            let all = max(accepted[name] ?? 0, count)
            guard count * 100 > all * percent else { continue }
            return
                "\(count) of \(all) objects of the type \(name) would be deleted and the guard lets \(percent) percent pass."
        }
        return nil
    }

    private static func error(_ what: String) -> SyncEngineError {
        SyncEngineError(
            .deletionGuard,
            "\(what) Nothing was exported. See what would go with `dryad pending list`; if it is meant, let it pass once "
                + "with `dryad sync run --allow-deletes N --reason TEXT`, or raise deletionGuard in dryad.yaml."
        )
    }
}
