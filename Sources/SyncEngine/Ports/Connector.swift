public import Directory
public import SyncRules

/// Something that objects are read from: a forest, a file, the tenant.
///
/// An import that returns has brought everything; one that did not throws. There is no third outcome, so that a failed
/// read can never be taken for an empty one.
public protocol Connector: Sendable {
    /// Its identity.
    var identity: ConnectorID { get }
    /// What its rules' parameters stand for.
    func parameters() async throws -> RuleParameters
    /// Reads all objects, page by page; returns when the last page has been delivered.
    func importObjects(
        _ request: ImportRequest,
        table: AttributeTable,
        deliver: (ImportPage) async throws -> Void
    ) async throws
}
