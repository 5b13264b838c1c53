import Connectors
import Directory
import DirectorySchema
import Foundation
import Plans
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A schema file that was cut between two lines is never taken silently")
struct CutSchemaTests {
    private static let names = [
        "grove.schema", "grove.config.ldif", "grove.389.ldif", "grove.edirectory.ldif", "grove.ad.ldif",
        "grove.listing.txt",
    ]

    private static func document(_ bytes: [UInt8]) throws -> SchemaDocument {
        var assembler = SchemaAssembler()
        try assembler.add(bytes, name: "file")
        return assembler.document()
    }

    @Test("every cut at the end of a line is an error, a doubt in the plan, or loses nothing", arguments: names)
    func lines(_ name: String) throws {
        let bytes = Array(try Data(contentsOf: Fixture.root.appending(path: "Schemas/\(name)")))
        let whole = try Self.document(bytes).snapshot
        var (cuts, errors, doubted) = (0, 0, 0)
        for length in bytes.indices.dropFirst() where bytes[length - 1] == 0x0A {
            // What is refused, or shows no schema, is no smaller one.
            guard let document = try? Self.document(Array(bytes[..<length])),
                !document.snapshot.classes.isEmpty || !document.snapshot.attributes.isEmpty
            else { continue }
            let diff = SchemaDiff(from: whole, to: document.snapshot)
            guard !diff.changes.isEmpty else { continue }
            cuts += 1
            var live = LiveSchema(snapshot: document.snapshot, source: name, server: nil)
            live.isOpen = document.isOpen
            let doubts = SchemaDoubt.find(live, whole, diff)
            if !document.problems.isEmpty || !document.snapshot.unreadable.isEmpty {
                errors += 1
            } else if !doubts.isEmpty {
                doubted += 1
            } else {
                Issue.record("cut at byte \(length): \(diff.changes.map { "\($0.action) \($0.name)" })")
            }
        }
        #expect(cuts > 0 && errors + doubted == cuts)
        print("\(name): \(cuts) cuts between lines lose something; \(errors) are errors, \(doubted) are doubts")
    }

    @Test("the plan says so before everything else it takes away")
    func hazards() async throws {
        let fixture = try WorkspaceFixture()
        let workspace = try await fixture.ready()
        let path = try fixture.write("contoso.test", [], as: "cut.ldif")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let records = text.components(separatedBy: "\n\n")
        // Objects stand behind the schema: the cut falls into it.
        let last = try #require(records.lastIndex { $0.contains("objectClass: classSchema") })
        let cut = records[..<(last - 2)].joined(separator: "\n\n") + "\n\n"
        try cut.write(toFile: path, atomically: true, encoding: .utf8)
        let plan = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": path]) { _ in }.plan
        let kinds = plan.hazards.map(\.kind)
        #expect(kinds.first == "mayBeCut", "\(plan.hazards.prefix(3).map(\.sentence))")
        #expect(plan.content.forests.first?.doubts.isEmpty == false)
    }
}
