public import Directory
public import SyncRules

/// Something that objects are read from: a forest, a file, the tenant.
///
/// An import says of each partition whether it brought everything, and throws when it brought no partition whole. A read
/// that failed can never be taken for one that brought nothing.
public protocol Connector: Sendable {
    /// Its identity.
    var identity: ConnectorID { get }
    /// What its rules' parameters stand for.
    func parameters() async throws -> RuleParameters
    /// Reads the objects of all partitions, page by page; returns when the last page has been delivered.
    func importObjects(
        _ request: ImportRequest,
        table: AttributeTable,
        deliver: (ImportPage) async throws -> Void
    ) async throws -> ImportOutcome
}
