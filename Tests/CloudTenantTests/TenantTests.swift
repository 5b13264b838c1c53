import CloudTenant
import Directory
import Testing

/// A store that is an array.
private actor MemoryStore: TenantStore {
    nonisolated let table = AttributeTable()
    private var held: [String: TenantObject] = [:]
    private(set) var transactions = 0

    func objects() -> [TenantObject] { held.values.sorted { $0.anchor < $1.anchor } }

    func apply(_ writes: [TenantWrite]) {
        transactions += 1
        for write in writes {
            switch write {
            case .put(let object): held[object.anchor] = object
            case .remove(let anchor): held[anchor] = nil
            }
        }
    }
}

@Suite("The tenant decides")
struct TenantTests {
    private let store = MemoryStore()

    private func change(
        _ operation: TenantChange.Operation,
        _ anchor: String,
        _ attributes: [(String, [String])] = [],
        objectClass: AttributeName = "user"
    ) -> TenantChange {
        TenantChange(
            operation: operation,
            objectClass: objectClass,
            anchor: anchor,
            name: "CN={\(anchor)}",
            attributes: attributes.map { .init(name: AttributeName($0.0), values: $0.1.map { Array($0.utf8) }) }
        )
    }

    private func code(_ verdict: TenantVerdict) -> String {
        switch verdict {
        case .accepted: "accepted"
        case .rejected(let code, _): code
        }
    }

    @Test("security identifiers are compared byte for byte, and shown as people write them")
    func securityIdentifiers() async throws {
        func addition(_ anchor: String, _ sid: String) throws -> TenantChange {
            let bytes = try #require(SecurityIdentifier(sid)).bytes
            return TenantChange(
                operation: .add,
                objectClass: "user",
                anchor: anchor,
                name: anchor,
                attributes: [.init(name: "onPremiseSecurityIdentifier", values: [bytes])]
            )
        }
        // 0x45A and 0x47A end in "Z" and "z".
        let verdicts = try await Tenant(store: store).process([
            addition("a", "S-1-5-21-1-2-3-1114"), addition("b", "S-1-5-21-1-2-3-1146"),
            addition("c", "S-1-5-21-1-2-3-1114"),
        ])
        #expect(verdicts.map(code) == ["accepted", "accepted", "AttributeValueMustBeUnique"])
        guard case .rejected(_, let message)? = verdicts.last else { return }
        #expect(message.contains("S-1-5-21-1-2-3-1114"))
    }

    @Test(
        "what is taken and what is refused, in one batch",
        arguments: [
            ([("add", "a", ["userPrincipalName": "ada@contoso.test"])], ["accepted"]),
            ([("add", "", [:])], ["IdentityDataValidationFailed"]),
            ([("add", "a@b", [:])], ["IdentityDataValidationFailed"]),
            ([("add", String(repeating: "x", count: 60), [:])], ["IdentityDataValidationFailed"]),
            ([("add", String(repeating: "x", count: 59), [:])], ["accepted"]),
            ([("add", "a", ["userPrincipalName": "ada"])], ["IdentityDataValidationFailed"]),
            ([("add", "a", ["userPrincipalName": "a da@contoso.test"])], ["IdentityDataValidationFailed"]),
            (
                [("add", "a", ["proxyAddresses": "SMTP:" + String(repeating: "x", count: 252)])],
                ["ExceededAllowedLength"]
            ),
            (
                [("add", "a", ["userPrincipalName": "ada@x.test"]), ("add", "b", ["userPrincipalName": "ADA@X.TEST"])],
                ["accepted", "AttributeValueMustBeUnique"]
            ),
            (
                [
                    ("add", "a", ["proxyAddresses": "smtp:one@x.test"]), ("delete", "a", [:]),
                    ("add", "b", ["proxyAddresses": "SMTP:one@x.test"]),
                ],
                ["accepted", "accepted", "accepted"]
            ),
            ([("update", "nobody", ["title": "x"])], ["cd-missing-object"]),
            ([("delete", "nobody", [:])], ["cd-missing-object"]),
            // An addition whose answer was lost is repeated: it must not fail, and not make a second object.
            ([("add", "a", ["title": "x"]), ("add", "a", ["title": "x"])], ["accepted", "accepted"]),
        ] as [([(String, String, [String: String])], [String])]
    )
    func verdicts(_ changes: [(String, String, [String: String])], _ expected: [String]) async throws {
        let tenant = Tenant(store: store)
        let verdicts = try await tenant.process(
            changes.map { one in
                change(TenantChange.Operation(rawValue: one.0) ?? .add, one.1, one.2.map { ($0.key, [$0.value]) })
            }
        )
        #expect(verdicts.map(code) == expected)
        #expect(await store.transactions == 1)
    }

    @Test("an update changes what it names, removes what it empties, and leaves the rest")
    func update() async throws {
        let tenant = Tenant(store: store)
        _ = try await tenant.process([change(.add, "a", [("title", ["x"]), ("city", ["y"]), ("phone", ["1", "2"])])])
        _ = try await tenant.process([change(.update, "a", [("title", ["z"]), ("city", [])])])
        let entry = Entry(try #require(await store.objects().first?.entry), table: store.table)
        #expect(entry.texts("title") == ["z"])
        #expect(entry.texts("city").isEmpty)
        #expect(entry.texts("phone") == ["1", "2"])
    }

    @Test("an object does not change its class")
    func mismatch() async throws {
        let tenant = Tenant(store: store)
        _ = try await tenant.process([change(.add, "a")])
        let verdicts = try await tenant.process([change(.update, "a", objectClass: "group")])
        #expect(verdicts.map(code) == ["ObjectTypeMismatch"])
    }
}
