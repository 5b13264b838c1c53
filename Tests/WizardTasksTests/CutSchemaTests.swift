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

    /// The head of a whole schema and its definitions, one record each: as the file has them, and ascending by name.
    private static func whole(isSorted: Bool) throws -> (head: String, definitions: [String]) {
        let file = Fixture.root.appending(path: "Offline/contoso.before.ldif")
        let records = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n\n")
        let head = try #require(records.first { $0.contains("objectClass: dMD") })
        let definitions = records.filter {
            $0.contains("\nobjectClass: attributeSchema") || $0.contains("\nobjectClass: classSchema")
        }
        return (head, isSorted ? definitions.sorted() : definitions)
    }

    @Test("a whole schema that was cut between two records names what is not in it", arguments: [false, true])
    func records(_ isSorted: Bool) throws {
        let (head, definitions) = try Self.whole(isSorted: isSorted)
        var errors = 0
        for count in definitions.indices {
            let text = ([head] + definitions[..<count]).map { $0 + "\n\n" }.joined()
            if try Self.document(Array(text.utf8)).isCutOff { errors += 1 }
        }
        let text = ([head] + definitions).map { $0 + "\n\n" }.joined()
        let whole = try Self.document(Array(text.utf8))
        #expect(whole.problems.isEmpty && whole.definitionCount == definitions.count)
        // Before the first class there is no `top`, and the last definition is one that others name.
        #expect(errors == definitions.count)
        print("by name: \(isSorted): of \(definitions.count) cuts between records \(errors) are errors by themselves")
    }

    @Test("the sentence says how many names are undefined and which; parts, and parts put onto a whole, are none")
    func sentence() throws {
        let (head, definitions) = try Self.whole(isSorted: false)
        let lost = definitions.filter {
            $0.contains("\nlDAPDisplayName: mail\n") || $0.contains("\nlDAPDisplayName: person\n")
        }
        #expect(lost.count == 2)
        let kept = definitions.filter { !lost.contains($0) }
        func bytes(_ records: [String]) -> [UInt8] { Array(records.map { $0 + "\n\n" }.joined().utf8) }
        let problems = try Self.document(bytes([head] + kept)).problems
        #expect(problems.count == 1 && problems.allSatisfy(\.isCut))
        let reason = problems.first?.reason ?? ""
        #expect(reason.contains("2 names that its classes mention are defined nowhere, mail (in "), "\(reason)")
        #expect(reason.contains(", person (in "), "\(reason)")
        // Without the head it is a part by nature.
        #expect(try Self.document(bytes(kept)).problems.isEmpty)
        // What is missing may stand in another file.
        var both = SchemaAssembler()
        try both.add(bytes([head] + kept), name: "one")
        try both.add(bytes(lost), name: "two")
        #expect(both.document().problems.isEmpty)
        // A script that counts the version up changes the head, and is put onto a schema that was whole.
        var onto = SchemaAssembler(base: try Self.document(bytes([head] + kept)).snapshot)
        let script =
            "dn: CN=Schema,CN=Configuration,DC=X\nchangetype: modify\nreplace: objectVersion\nobjectVersion: 99\n-\n\n"
        try onto.add(Array(script.utf8), name: "script")
        #expect(onto.document().problems.isEmpty)
    }

    @Test(
        "a refresh does not take a whole schema that was cut; of a part the plan says so before all that it takes away"
    )
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
        let refused = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": path]) { _ in }.plan
        let failure = refused.content.failures.first?.failure ?? ""
        #expect(failure.contains("it was cut off, or filtered"), "\(failure)")
        // The forest itself is read from such a file, before anything is cached.
        await #expect {
            _ = try await LDIFForest(path: path).readSchema { _ in }
        } throws: {
            "\($0)".contains("it was cut off, or filtered")
        }
        // Without its head it does not say that it is whole.
        let part = records[..<(last - 2)].filter { !$0.contains("objectClass: dMD") }.joined(separator: "\n\n") + "\n\n"
        try part.write(toFile: path, atomically: true, encoding: .utf8)
        let plan = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": path]) { _ in }.plan
        let kinds = plan.hazards.map(\.kind)
        #expect(kinds.first == "mayBeCut", "\(plan.hazards.prefix(3).map(\.sentence))")
        #expect(plan.content.forests.first?.doubts.isEmpty == false)
    }
}
