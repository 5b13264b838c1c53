public import Directory
public import SyncRules

/// Something that objects are read from: a forest, a file, the tenant.
///
/// An import says of each partition whether it brought everything, and throws when it brought no partition whole. A read
/// that failed can never be taken for one that brought nothing.
public protocol Connector: Sendable {
    /// Its identity.
    var identity: ConnectorID { get }
    /// Whether there is a way to read what has changed; where there is none, everything is read each time.
    var tellsChanges: Bool { get }
    /// What its rules' parameters stand for.
    func parameters() async throws -> RuleParameters
    /// Reads the objects of all partitions, page by page; returns when the last page has been delivered.
    func importObjects(
        _ request: ImportRequest,
        table: AttributeTable,
        deliver: (ImportPage) async throws -> Void
    ) async throws -> ImportOutcome
    /// Reads what has changed since these cursors, by partition; returns when the last page has been delivered.
    ///
    /// A partition that cannot tell what has changed is named in the outcome's `mustReadInFull`, and so is one of which
    /// there is no cursor.
    func importChanges(
        _ request: ImportRequest,
        since cursors: [String: [UInt8]],
        table: AttributeTable,
        deliver: (ChangesPage) async throws -> Void
    ) async throws -> ImportOutcome
}

extension Connector {
    /// There is a way, unless a connector says otherwise.
    public var tellsChanges: Bool { true }

    /// A connector that cannot tell what has changed.
    public func importChanges(
        _ request: ImportRequest,
        since cursors: [String: [UInt8]],
        table: AttributeTable,
        deliver: (ChangesPage) async throws -> Void
    ) async throws -> ImportOutcome {
        var outcome = ImportOutcome()
        outcome.mustReadInFull.append(ConnectorReason.cannotTell)
        return outcome
    }
}
