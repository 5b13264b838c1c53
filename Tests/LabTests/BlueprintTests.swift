import Directory
import DirectorySchema
import SyncRules
import Testing

@testable import Lab

@Suite("A forest before it is served")
struct BlueprintTests {
    private func snapshot(_ features: Set<LabFeature>) throws -> SchemaSnapshot {
        let table = AttributeTable()
        var reader = try #require(ActiveDirectorySchemaReader(table: table))
        var packer = EntryPacker()
        for record in try ForestBlueprint(name: "contoso.test", features: features).schemaRecords() {
            reader.add(record.packed(with: &packer, table: table))
        }
        return reader.snapshot()
    }

    @Test(
        "every definition can be read, and classes refer only to what is defined",
        arguments: [[], [.device], LabFeature.allCases]
    )
    func consistent(_ features: [LabFeature]) throws {
        let snapshot = try snapshot(Set(features))
        #expect(snapshot.unreadable.isEmpty)
        #expect(snapshot.classes.count > 30)
        for definition in snapshot.classes {
            let closure = try #require(ClassClosure(of: definition.name, in: snapshot))
            #expect(closure.missing.isEmpty, "\(definition.name): \(closure.missing)")
        }
    }

    @Test(
        "a feature only adds, and brings the rules that wait for it",
        arguments: [
            (LabFeature.device, "msDS-Device", "In from AD - Device Common"),
            (.exchange, "msExchMailRecipient", "In from AD - User Exchange"),
        ]
    )
    func features(_ feature: LabFeature, _ brings: String, _ rule: String) throws {
        let (before, after) = (try snapshot([]), try snapshot([feature]))
        let diff = SchemaDiff(from: before, to: after)
        #expect(diff.count(.objectClass, .removed) + diff.count(.attribute, .removed) == 0)
        #expect(diff.changes(.objectClass, .added).map(\.name).contains(AttributeName(brings)))
        #expect(try !rules(before).contains(rule))
        #expect(try rules(after).contains(rule))
    }

    @Test(
        "the entries that hold a forest together name their domain",
        arguments: ["contoso.test", "corp.fabrikam.example"]
    )
    func frame(_ name: String) throws {
        let blueprint = ForestBlueprint(name: name)
        let base = try #require(DistinguishedName(blueprint.baseDN))
        #expect(base.dnsName == name)
        var seen: Set<DistinguishedName> = []
        for record in blueprint.frameRecords() + (try blueprint.schemaRecords()) {
            let dn = try #require(DistinguishedName(record.dn), "\(record.dn)")
            let parent = try #require(dn.parent)
            #expect(dn == base || seen.contains(parent), "\(record.dn) comes before its parent")
            #expect(seen.insert(dn).inserted, "\(record.dn) twice")
        }
        #expect(blueprint.rootDSERecord().texts("schemaNamingContext") == [blueprint.schemaDN])
    }

    private func rules(_ schema: SchemaSnapshot) throws -> Set<String> {
        let connector = GenerationConnector(
            identity: ConnectorID("00000000-0000-4000-8000-000000000001"),
            name: "contoso.test",
            kind: .forest,
            ordinal: 1,
            schema: schema
        )
        let generator = RuleGenerator(catalogue: try .standard(), options: .standard)
        return Set(generator.generate(for: [connector]).rules.map(\.name))
    }
}
