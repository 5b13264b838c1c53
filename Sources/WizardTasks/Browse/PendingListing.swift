import Directory
import SQLiteStore
public import SyncEngine
import SyncRules

/// A page of what waits to be exported, and the counts of all of it.
///
/// Counts and places are kept by the store as images change, so that a page reads its own rows and nothing else.
public struct PendingListing: Sendable {
    /// Which of it is wanted.
    public struct Filter: Sendable, Hashable {
        /// One operation alone.
        public var operation: PendingExport.Operation?
        /// One class of the tenant alone.
        public var objectClass: String?
        /// What the name begins with, or what the source anchor is in any of its forms.
        public var text: String?

        /// A filter that everything passes.
        public init() {}
    }

    /// How much waits, by operation and class.
    public let tallies: [PendingCount]
    /// The page's changes: deletions first, then updates, then additions; each by class and name.
    public let places: [PendingPlace]
    /// Behind which place the next page begins; nothing at the end.
    public let next: PendingPlace?

    /// Reads a page.
    public static func read(
        _ workspace: Workspace,
        _ filter: Filter = Filter(),
        after place: PendingPlace? = nil,
        limit: Int
    ) async throws -> PendingListing {
        let store = workspace.store
        let wanted = filter.objectClass.map { AttributeName($0) }
        let found = try await store.pendingPlaces(
            of: .tenant,
            operation: filter.operation,
            objectClass: wanted,
            beginning: filter.text ?? "",
            after: place,
            limit: limit + 1
        )
        let page = Array(found.prefix(limit))
        var first: [PendingPlace] = []
        if place == nil, let text = filter.text {
            for anchor in [text] + AnchorForms(text).readings.map(\.immutableID) {
                guard let place = try await store.pendingPlace(of: .tenant, anchor: anchor),
                    filter.operation == nil || place.operation == filter.operation,
                    wanted == nil || place.objectClass == wanted, !(page + first).contains(place)
                else { continue }
                first.append(place)
            }
        }
        return PendingListing(
            tallies: try await store.pendingCounts(of: .tenant),
            places: first + page,
            next: found.count > limit ? page.last : nil
        )
    }

    /// How many changes there are of each operation.
    public var counts: [PendingExport.Operation: Int] {
        tallies.reduce(into: [:]) { $0[$1.operation, default: 0] += $1.count }
    }

    /// How many changes pass a filter; nothing where it looks for text, since that would have to be counted.
    public func count(of filter: Filter) -> Int? {
        guard filter.text == nil else { return nil }
        let wanted = filter.objectClass.map { AttributeName($0) }
        return tallies.filter {
            (filter.operation == nil || $0.operation == filter.operation) && (wanted == nil || $0.objectClass == wanted)
        }.reduce(0) { $0 + $1.count }
    }

    /// The classes that occur, ascending.
    public var classes: [String] { Set(tallies.map(\.objectClass)).sorted().map(\.spelling) }
}
