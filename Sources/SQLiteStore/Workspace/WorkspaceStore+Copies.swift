import GRDB
public import SyncEngine
public import SyncRules

/// How the simulated copies of forests differ from them, for imports of changes.
extension WorkspaceStore {
    /// How objects with these identities differ in the copies of their forests, as far as they do.
    public func copies(
        of identities: [ConnectorSpaceIdentity]
    ) async throws -> [ConnectorSpaceIdentity: CopiedChange] {
        try await pool.read { [table] database in
            let isEmpty = try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM forest_copy)") ?? true
            if isEmpty { return [:] }
            try AttributeRows.learn(table, database)
            let rows = CopyRows(database: database)
            var partitions: [ConnectorID: [String: Int64]] = [:]
            var copies: [ConnectorSpaceIdentity: CopiedChange] = [:]
            for identity in identities {
                let numbers =
                    try partitions[identity.connector] ?? SpaceRows.partitions(of: identity.connector, database)
                partitions[identity.connector] = numbers
                guard let number = numbers[identity.partition] else { continue }
                if let change = try rows.change(number, identity.anchor) { copies[identity] = change }
            }
            return copies
        }
    }

    /// The same of all objects of a connector.
    public func copies(of connector: ConnectorID) async throws -> [ConnectorSpaceIdentity: CopiedChange] {
        try await copies(of: connector, areUnconfirmed: false)
    }

    /// The same of those objects of a connector to whose copies something was written that no import has read yet.
    public func unconfirmedCopies(
        of connector: ConnectorID
    ) async throws -> [ConnectorSpaceIdentity: CopiedChange] {
        try await copies(of: connector, areUnconfirmed: true)
    }

    private func copies(
        of connector: ConnectorID,
        areUnconfirmed: Bool
    ) async throws -> [ConnectorSpaceIdentity: CopiedChange] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let rows = CopyRows(database: database)
            var copies: [ConnectorSpaceIdentity: CopiedChange] = [:]
            for (partition, number) in try SpaceRows.partitions(of: connector, database) {
                try rows.each(of: number, areUnconfirmed: areUnconfirmed) { anchor, change in
                    let identity = ConnectorSpaceIdentity(connector: connector, partition: partition, anchor: anchor)
                    copies[identity] = change
                }
            }
            return copies
        }
    }

    /// Notes what an import of changes has made of copies.
    static func confirm(_ commit: ImportCommit, _ database: Database) throws {
        guard !(commit.confirmed.isEmpty && commit.rebased.isEmpty) else { return }
        let partitions = try SpaceRows.partitions(of: commit.connector, database)
        let rows = CopyRows(database: database)
        for (identity, change) in commit.rebased {
            guard let number = partitions[identity.partition] else { continue }
            try rows.put(change, number, identity.anchor, isUnconfirmed: false)
        }
        for partition in commit.confirmed {
            guard let number = partitions[partition] else { continue }
            try rows.confirm(number)
            try CopyObjectRows(database: database).confirm(number)
        }
    }
}
