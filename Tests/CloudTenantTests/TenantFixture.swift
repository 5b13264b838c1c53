import CloudTenant
import Directory
import Foundation
import SQLiteStore
import TestSupport
import Testing

/// A tenant in a temporary file, with a clock that a test moves.
struct TenantFixture {
    static let start: Int64 = 1_700_000_000

    let folder: TemporaryFolder
    let store: any TenantStore
    let tenant: Tenant
    private let time: Locked<Int64>

    init(faults: [Int: TenantFault] = [:]) throws {
        folder = try TemporaryFolder()
        let path = folder.file("tenant.sqlite").path(percentEncoded: false)
        try TenantDatabase.create(at: path)
        store = try TenantDatabase(path: path)
        let time = Locked(Self.start)
        self.time = time
        let clock = TenantClock { TenantInstant(seconds: time.withLock { $0 }) }
        tenant = Tenant(store: store, clock: clock, faults: TenantFaultPlan(faults))
    }

    /// Another process on the same file.
    func another(faults: [Int: TenantFault] = [:]) throws -> Tenant {
        let store = try TenantDatabase(path: folder.file("tenant.sqlite").path(percentEncoded: false))
        let clock = TenantClock { [time] in TenantInstant(seconds: time.withLock { $0 }) }
        return Tenant(store: store, clock: clock, faults: TenantFaultPlan(faults))
    }

    func letPass(_ seconds: Int64) { time.withLock { $0 += seconds } }

    @discardableResult
    func process(_ changes: TenantChange...) async throws -> [TenantVerdict] {
        try await tenant.process(changes).verdicts
    }

    func object(_ anchor: String) async throws -> TenantObject? {
        try await store.read { try $0.object(anchor: anchor) }
    }

    /// The values that the tenant shows, as text.
    func shown(_ anchor: String, _ attribute: AttributeName) async throws -> [String] {
        try await object(anchor).map { Entry($0.entry, table: store.table).texts(attribute) } ?? ["no such object"]
    }

    func configure(_ body: @escaping @Sendable (inout TenantSettings) -> Void) async throws {
        try await tenant.configure(body)
    }

    /// Domains that are known: `contoso.test` is verified, `fabrikam.test` is not.
    func knowDomains() async throws {
        try await configure { settings in
            settings.domains.setInitial("contoso.onmicrosoft.com")
            settings.domains.add("contoso.test")
            settings.domains.add("fabrikam.test")
            _ = settings.domains.verify("contoso.test")
        }
    }
}

extension TenantChange {
    /// A change in text.
    init(
        _ operation: Operation,
        _ anchor: String,
        _ attributes: [AttributeName: [String]] = [:],
        _ objectClass: AttributeName = "user"
    ) {
        self.init(
            operation: operation,
            objectClass: objectClass,
            anchor: anchor,
            name: "CN={\(anchor)}",
            attributes: attributes.sorted { $0.key < $1.key }.map { name, values in
                Attribute(name: name, values: values.map { Array($0.utf8) })
            }
        )
    }

    static func add(_ anchor: String, _ attributes: [AttributeName: [String]] = [:]) -> TenantChange {
        TenantChange(.add, anchor, attributes)
    }

    static func update(_ anchor: String, _ attributes: [AttributeName: [String]]) -> TenantChange {
        TenantChange(.update, anchor, attributes)
    }

    static func delete(_ anchor: String, _ objectClass: AttributeName = "user") -> TenantChange {
        TenantChange(.delete, anchor, [:], objectClass)
    }
}

extension PackedChanges {
    /// The same changes as an exporter has them, with a table of their own.
    init(_ changes: [TenantChange]) throws {
        let table = AttributeTable()
        var packer = EntryPacker()
        let packed = try changes.map { change in
            packer.begin(dn: change.name)
            let attributes = try change.attributes.map { attribute in
                let number = try #require(table.identifier(for: attribute.name))
                for value in attribute.values { packer.add(number, value) }
                return number
            }
            return PackedChange(
                operation: change.operation,
                objectClass: change.objectClass,
                anchor: change.anchor,
                entry: packer.finish(),
                attributes: attributes,
                operationID: change.operationID
            )
        }
        self.init(packed, table: table)
    }
}

extension TenantVerdict {
    /// The effect or the error's code, in one word.
    var word: String {
        switch self {
        case .accepted(let acceptance): acceptance.effect.rawValue
        case .rejected(let code, _): code
        case .deferred(let status, _): "\(status)"
        }
    }

    /// What is kept back, as `attribute=value`.
    var conflicts: [String] {
        guard case .accepted(let acceptance) = self else { return [] }
        return acceptance.conflicts.map { "\($0.attribute)=\($0.value)" }
    }
}
