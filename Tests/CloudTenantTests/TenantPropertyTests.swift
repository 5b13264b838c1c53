import CloudTenant
import Directory
import TestSupport
import Testing

@Suite("What holds for all changes")
struct TenantPropertyTests {
    /// Changes of one object in their order; values are the object's own, so that objects do not depend on each other.
    private func changes(of anchor: String, _ generator: inout SeededGenerator) -> [TenantChange] {
        let objectClass: AttributeName = ["user", "group", "contact"][generator.number(below: 3)]
        return (0..<generator.number(below: 6) + 1).map { step in
            let values: [AttributeName: [String]] = [
                "title": ["t\(generator.number(below: 3))"],
                "proxyAddresses": (0..<generator.number(below: 3)).map { "smtp:\(anchor)\($0)@x.test" },
                "userPrincipalName": objectClass == "user" ? ["\(anchor)\(generator.number(below: 2))@x.test"] : [],
            ]
            let operation: TenantChange.Operation =
                step == 0 ? .add : [.add, .update, .delete][generator.number(below: 3)]
            return TenantChange(operation, anchor, operation == .delete ? [:] : values, objectClass)
        }
    }

    private func all(_ fixture: TenantFixture) async throws -> [TenantObject] {
        try await fixture.store.read { try $0.objects(.present) + $0.objects(.deleted) }
    }

    @Test("the order of changes of different objects makes no difference", arguments: SeededGenerator.seeds(15))
    func order(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let queues = (0..<10).map { changes(of: "a\($0)", &generator) }
        let (straight, mixed) = (try TenantFixture(), try TenantFixture())
        _ = try await straight.tenant.process(queues.flatMap { $0 })
        var left = queues
        while left.contains(where: { !$0.isEmpty }) {
            var batch: [TenantChange] = []
            for _ in 0..<generator.number(below: 5) + 1 {
                let waiting = left.indices.filter { !left[$0].isEmpty }
                guard !waiting.isEmpty else { break }
                batch.append(left[waiting[generator.number(below: waiting.count)]].removeFirst())
            }
            // Another process each time: what one leaves between two batches is all that the next one knows.
            _ = try await mixed.another().process(batch)
        }
        #expect(try await all(straight) == all(mixed), "\(generator)")
        let states = (try await straight.store.read { try $0.state() }, try await mixed.store.read { try $0.state() })
        #expect(states.0.present == states.1.present, "\(generator)")
    }

    @Test("no two objects show one value, and what is counted is there", arguments: SeededGenerator.seeds(15))
    func uniqueness(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let fixture = try TenantFixture()
        for _ in 0..<12 {
            let batch = (0..<8).map { _ in
                let name = "\(generator.number(below: 4))@x.test"
                let operation: TenantChange.Operation = [.add, .add, .update, .delete][generator.number(below: 4)]
                return TenantChange(
                    operation,
                    "a\(generator.number(below: 8))",
                    operation == .delete
                        ? [:]
                        : [
                            "userPrincipalName": [name], "proxyAddresses": ["SMTP:\(name)", "smtp:x\(name)"],
                            "mail": [name],
                        ]
                )
            }
            _ = try await fixture.tenant.process(batch)
            if generator.number(below: 3) == 0 { _ = try await fixture.tenant.heal() }
            let objects = try await fixture.store.objects()
            #expect(try await fixture.store.read { try $0.state() }.present == objects.count)
            var holders: [UniqueKey: TenantObjectID] = [:]
            for object in objects {
                for key in UniqueKey.all(of: object, table: fixture.store.table) {
                    #expect(holders.updateValue(object.id, forKey: key) == nil, "\(generator)")
                    #expect(try await fixture.store.read { try $0.holder(of: key) } == object.id, "\(generator)")
                }
            }
        }
        // When all others have gone, everybody has what was sent.
        for object in try await fixture.store.objects().dropFirst() {
            try await fixture.process(.delete(object.anchor ?? ""))
        }
        _ = try await fixture.tenant.heal()
        for object in try await fixture.store.objects() { #expect(!object.details.needsAttention, "\(generator)") }
    }
}
