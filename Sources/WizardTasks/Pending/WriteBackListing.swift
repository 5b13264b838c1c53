import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What waits to be written back to forests, a page at a time: nobody holds all of it.
///
/// Which rules cause it is found out by evaluating the objects of a page again, as for what waits for the tenant.
public struct WriteBackListing {
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
    /// What a person should know before believing which rules cause it.
    public var notes: [String] { rules?.notes ?? [] }

    private let workspace: Workspace
    private let connectors: [ConnectorID]
    private let sensitive: SensitiveAttributes
    /// Nothing where nothing waits.
    private let rules: ObjectRules?
    /// What names in forests lead to; nothing where no rule that writes back reads references.
    private let references: ReferenceNames?
    /// How many objects a page has.
    private let size: Int

    /// How much waits for all forests together.
    public var count: Int { forests.reduce(0) { $0 + $1.count } }

    /// Looks at a workspace: at one forest where it is named, else at all of them; rules that were read for what waits for the
    /// tenant are not read again.
    public static func read(
        _ workspace: Workspace,
        forest name: String? = nil,
        beside pages: PendingPages? = nil
    ) async throws -> WriteBackListing {
        try await read(workspace, forest: name, beside: pages, size: 500)
    }

    static func read(
        _ workspace: Workspace,
        forest name: String? = nil,
        beside pages: PendingPages? = nil,
        size: Int
    ) async throws -> WriteBackListing {
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
        var rules: ObjectRules?
        var references: ReferenceNames?
        if forests.contains(where: { $0.count > 0 }) {
            let read: ObjectRules
            if let known = pages?.rules { read = known } else { read = try await ObjectRules.read(workspace) }
            rules = read
            // Nearly always nothing that goes back refers to other objects, and nobody need know what they are called.
            if connectors.contains(where: read.tracer.readsReferences) {
                references = try await ReferenceNames.read(workspace, TenantNames(), read.tracer)
            }
        }
        return WriteBackListing(
            forests: forests,
            isStaging: workspace.configuration.isStaging,
            workspace: workspace,
            connectors: connectors,
            sensitive: forests.isEmpty ? SensitiveAttributes() : try await SensitiveAttributes(of: workspace),
            rules: rules,
            references: references,
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
                try await body(try await review(page, of: forest.name))
            }
            (last, isAtEnd) = (0, false)
            while !isAtEnd {
                try Task.checkCancellation()
                let page = try await workspace.store.waitingCopyObjects(of: connector, after: last, limit: size)
                isAtEnd = page.count < size
                guard let end = page.last else { break }
                last = end.number
                try await body(review(page, of: forest.name))
            }
        }
    }

    private func review(_ page: [WaitingWriteBack], of forest: String) async throws -> PendingReview {
        let table = workspace.store.table
        var attribution: PendingAttribution?
        if let rules {
            let spaces = try await spaces(page)
            let names = references ?? ReferenceNames()
            attribution = PendingAttribution(spaces: spaces, rules: rules, detail: true, names: names)
        }
        let described = page.map { waiting in
            WriteBackDescription(
                waiting,
                forest: forest,
                table: table,
                hiding: sensitive,
                cause: attribution?.cause(of: waiting) ?? PendingAttribution.Cause()
            ) { values in
                attribution?.attribute(&values, of: waiting)
            }
        }
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
            notes: notes,
            desired: entries { $0.after },
            accepted: entries { $0.before }
        )
    }

    /// What the workspace holds of the objects of a page, and of those that they refer to where rules ask for that.
    private func spaces(_ page: [WaitingWriteBack]) async throws -> ObjectSpaces {
        let identifiers = Set(page.compactMap(\.object.link))
        var (metaverse, linked) = try await workspace.store.objects(behind: identifiers.sorted())
        if references != nil {
            let referred = Set(metaverse.flatMap { MetaverseID.references(in: $0.entry) }).subtracting(identifiers)
            let more = try await workspace.store.objects(behind: referred.sorted())
            metaverse += more.metaverse
            linked += more.linked
        }
        let members = Dictionary(grouping: linked, by: \.identity.connector)
        return ObjectSpaces(
            workspace: workspace,
            spaces: workspace.configuration.forests.map { ($0.connector, members[$0.connector] ?? []) },
            returned: members[.tenant] ?? [],
            metaverse: metaverse,
            desired: [],
            exported: []
        )
    }
}
