import CloudTenant
import Foundation
import GRDB

/// What is kept of a verdict beside its word: most have nothing.
private struct StoredVerdict: Codable {
    var conflicts: [ProvisioningError] = []
    var message: String?
}

extension StoredTenant {
    /// What stands in place of an effect where there is none.
    private static let (rejected, withdrawn) = ("rejected:", "withdrawn")

    func operation(_ id: TenantOperationID, anchor: String) throws -> TenantOperation? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM operation WHERE anchor = ? AND id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [anchor, Data(id.bytes)]) else { return nil }
        return TenantOperation(
            id: id,
            anchor: anchor,
            at: try TenantInstant(seconds: row.value("at")),
            outcome: try Self.outcome(row)
        )
    }

    func record(_ operation: TenantOperation) throws {
        var object: TenantObjectID?
        var details: StoredVerdict?
        let word: String
        switch operation.outcome {
        case .withdrawn: word = Self.withdrawn
        // What was put off was not looked at: there is nothing to remember.
        case .verdict(.deferred): return
        case .verdict(.accepted(let acceptance)):
            (word, object) = (acceptance.effect.rawValue, acceptance.id)
            if !acceptance.conflicts.isEmpty { details = StoredVerdict(conflicts: acceptance.conflicts) }
        case .verdict(.rejected(let code, let message)):
            (word, details) = (Self.rejected + code, StoredVerdict(message: message))
        }
        let statement = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO operation (anchor, id, at, word, object, details) VALUES (?, ?, ?, ?, ?, ?)"
        )
        try statement.execute(arguments: [
            operation.anchor, Data(operation.id.bytes), operation.at.seconds, word, object.map { Data($0.bytes) },
            try details.map { try StoredValue.data($0) },
        ])
    }

    func forget(operationsBefore instant: TenantInstant, formersUntil now: TenantInstant) throws {
        try database.execute(sql: "DELETE FROM operation WHERE at < ?", arguments: [instant.seconds])
        try database.execute(sql: "DELETE FROM former WHERE until <= ?", arguments: [now.seconds])
    }

    private static func outcome(_ row: Row) throws -> TenantOperation.Outcome {
        let word: String = try row.value("word")
        guard word != withdrawn else { return .withdrawn }
        let details = try (row.value("details") as Data?).map { try StoredValue.json(StoredVerdict.self, $0) }
        if word.hasPrefix(rejected) {
            return .verdict(
                .rejected(code: String(word.dropFirst(rejected.count)), message: details?.message ?? "")
            )
        }
        guard let effect = TenantAcceptance.Effect(rawValue: word), let object = try row.value("object") as Data? else {
            throw StoreError(.damaged, "The tenant's store holds an operation that is none. Restore it from a copy.")
        }
        let id = try identity(Array(object))
        return .verdict(.accepted(TenantAcceptance(id: id, effect: effect, conflicts: details?.conflicts ?? [])))
    }
}
