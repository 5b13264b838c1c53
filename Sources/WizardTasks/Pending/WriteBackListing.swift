import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What waits to be written back to forests, a page at a time: nobody holds all of it.
public struct WriteBackListing: Sendable {
    /// How much waits for one forest.
    public struct Forest: Sendable, Hashable, Codable {
        /// Its name.
        public let name: String
        /// How many of its objects wait, by class.
        public let waiting: [String: Int]
        /// How many objects were changed in its simulated copy, and have not been read back yet.
        public let unconfirmed: Int

        /// How many objects wait.
        public var count: Int { waiting.values.reduce(0, +) }
    }

    /// The forests that something waits for, in their order; one that was asked for also where nothing does.
    public let forests: [Forest]
    /// Whether staging mode holds it back.
    public let isStaging: Bool

    private let workspace: Workspace
    private let connectors: [ConnectorID]
    private let sensitive: SensitiveAttributes
    /// How many objects a page has.
    private let size: Int

    /// How much waits for all forests together.
    public var count: Int { forests.reduce(0) { $0 + $1.count } }

    /// Looks at a workspace: at one forest where it is named, else at all of them.
    public static func read(_ workspace: Workspace, forest name: String? = nil) async throws -> WriteBackListing {
        try await read(workspace, forest: name, size: 500)
    }

    static func read(_ workspace: Workspace, forest name: String? = nil, size: Int) async throws -> WriteBackListing {
        let store = workspace.store
        var asked = workspace.configuration.forests
        if let name { asked = [try workspace.configuration.forest(named: name)] }
        try await store.learnNames()
        var forests: [Forest] = []
        var connectors: [ConnectorID] = []
        for forest in asked {
            let waiting = try await store.writeBackCounts(of: forest.connector).filter { $0.value > 0 }
            guard !waiting.isEmpty || name != nil else { continue }
            forests.append(
                Forest(
                    name: forest.name,
                    waiting: waiting,
                    unconfirmed: try await store.unconfirmedWriteBacks(of: forest.connector)
                )
            )
            connectors.append(forest.connector)
        }
        return WriteBackListing(
            forests: forests,
            isStaging: workspace.configuration.isStaging,
            workspace: workspace,
            connectors: connectors,
            sensitive: forests.isEmpty ? SensitiveAttributes() : try await SensitiveAttributes(of: workspace),
            size: size
        )
    }

    /// Gives one page after the other, each of one forest, as changes of the kind that the tenant's have.
    public func each(_ body: (PendingReview) async throws -> Void) async throws {
        for (forest, connector) in zip(forests, connectors) where forest.count > 0 {
            var last: Int64 = 0
            var isAtEnd = false
            while !isAtEnd {
                try Task.checkCancellation()
                let page = try await workspace.store.writeBacks(of: connector, after: last, limit: size)
                isAtEnd = page.count < size
                guard let end = page.last else { break }
                last = end.number
                try await body(review(page, of: forest.name))
            }
        }
    }

    private func review(_ page: [WaitingWriteBack], of forest: String) -> PendingReview {
        let table = workspace.store.table
        let described = page.map { WriteBackDescription($0, forest: forest, table: table, hiding: sensitive) }
        func entries(_ entry: (WriteBackDescription) -> PackedEntry) -> ReviewedImages {
            let found: [String: PackedEntry] = Dictionary(
                described.map { ($0.change.anchor, entry($0)) },
                uniquingKeysWith: { first, _ in first }
            )
            return ReviewedImages(found, table)
        }
        return PendingReview(
            changes: described.map(\.change),
            isStaging: isStaging,
            notes: [],
            desired: entries { $0.after },
            accepted: entries { $0.before }
        )
    }
}
