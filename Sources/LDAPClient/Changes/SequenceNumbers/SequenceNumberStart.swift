import Directory

/// What is looked at before changes are read by number.
struct SequenceNumberStart {
    private let context: String
    private let server: ServerIdentity
    private let count: Int64

    /// Asks the server what it is and how far it has counted, and whether it can be asked by number at all.
    static func look(_ connection: LDAPConnection, _ context: String) async throws(LDAPError) -> SequenceNumberStart {
        let root = try await connection.rootDSE()
        guard root.isActiveDirectory, let count = root.highestCommittedUSN,
            root.namingContexts.contains(where: { DistinguishedName($0) == DistinguishedName(context) })
        else {
            throw unsupported(connection, "does not number the changes of \(context)")
        }
        // A server without an order for the attribute finds nothing and calls that a success.
        let probe = SearchRequest(
            base: context,
            scope: .base,
            filter: .atLeast("uSNChanged", [0x30]),
            attributes: ["1.1"],
            pageSize: nil
        )
        guard try await connection.search(probe, table: AttributeTable()).collect().count == 1 else {
            throw unsupported(connection, "does not find objects by the number of their last change")
        }
        let server = try await connection.serverIdentity(of: root)
        return SequenceNumberStart(context: context, server: server, count: count)
    }

    /// Where a later reading begins.
    var cursor: ChangeCursor { ChangeCursor(method: .usn, context: context, server: server, usn: count) }

    /// Why reading cannot go on from a cursor; nothing where it can.
    func objection(_ cursor: ChangeCursor) -> FullReadReason? {
        if let reason = cursor.objection(.usn, context, server) { return reason }
        guard let before = cursor.usn else { return .anotherMethod }
        return before > count ? .countWentBack(from: before, to: count) : nil
    }

    /// Throws where this account does not see what was deleted: a deletion that is not seen would be no deletion.
    func requireDeletedObjects(_ connection: LDAPConnection) async throws(LDAPError) {
        let request = SearchRequest(
            base: "CN=Deleted Objects,\(context)",
            scope: .base,
            attributes: ["1.1"],
            pageSize: nil,
            controls: [.showDeleted]
        )
        var isSeen = false
        do throws(LDAPError) {
            isSeen = try await !connection.search(request, table: AttributeTable()).collect().isEmpty
        } catch {
            guard error.code == .noSuchObject || error.code == .insufficientAccess else { throw error }
        }
        guard isSeen else {
            throw LDAPError(
                .insufficientAccess,
                "This account does not see the deleted objects of \(context) on \(connection.endpoint.url), so deletions "
                    + "would be missed. Read everything instead, or give it the right to read them.",
                at: connection.endpoint
            )
        }
    }

    private static func unsupported(_ connection: LDAPConnection, _ what: String) -> LDAPError {
        LDAPError(
            .notSupported,
            "\(connection.endpoint.url) \(what), so it cannot be asked what has changed. Read everything instead.",
            at: connection.endpoint
        )
    }
}
