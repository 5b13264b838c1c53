import Diagnostics
import Directory
import Foundation
import TestSupport
import Testing

/// The comparison of runs as it is typed and read.
@Suite("Pending exports compared, on the command line")
struct PendingCompareTests {
    private let folder: TemporaryFolder
    private let dryad: DryadProgram

    init() throws {
        folder = try TemporaryFolder()
        dryad = DryadProgram(in: folder.url, environment: ["COLUMNS": "300"])
        try write { $0 }
        let path = folder.file("forest.ldif").path(percentEncoded: false)
        for arguments in [
            ["init"], ["forest", "add", "contoso.test", "--ldif", path], ["schema", "refresh", "--yes"],
        ] {
            let outcome = try dryad.run(arguments)
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
    }

    private func write(_ change: (LDIFRecord) -> LDIFRecord?) throws {
        let text = try String(contentsOf: Fixture.url("Offline/contoso.before.ldif"), encoding: .utf8)
        let records = LDIFReader.read(SourceText(name: "contoso.ldif", text: text)).records
        _ = try folder.write(LDIFWriter.write(records.compactMap(change)), to: "forest.ldif")
    }

    @Test("two runs, a run and now, a run and a file; what cannot be is refused in words")
    func story() throws {
        #expect(try dryad.run("sync", "run").code == 0)
        let exported = try dryad.run("pending", "export", "--format", "csexport").output
        _ = try folder.write(exported, to: "first.xml")
        try write { $0.texts("cn") == ["Ada Andersson"] ? nil : $0 }
        #expect(try dryad.run("sync", "run").code == 0)

        let two = try dryad.run("pending", "compare", "run:1", "run:2")
        #expect(two.code == 2, "\(two.errors)")
        #expect(two.output.contains("1 only in A, 0 only in B"), "\(two.output)")
        #expect(two.output.contains("A  run 1, cycle initial, which ended at "))
        #expect(two.output.contains("B  run 2, cycle delta, which ended at "))
        // She has gone, and is still called by her name.
        let lines = two.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("chiara.okafor@") && $0.contains(" ada.andersson@contoso.test ") })
        #expect(!two.output.contains("CN={"), "\(two.output)")

        let now = try dryad.run("pending", "compare", "run:1", "--limit", "0")
        #expect(now.code == 2 && now.output.contains("B  what waits now in "), "\(now.output)")
        let same = try dryad.run("pending", "compare", "run:1", "first.xml")
        #expect(same.code == 0 && same.output.hasPrefix("Both would export the same: "), "\(same.output)\(same.errors)")
        #expect(try dryad.run("pending", "compare", "run:2").code == 0)

        let hidden = try dryad.run("pending", "compare", "run:1", "run:2", "--redact")
        #expect(hidden.code == 2 && !hidden.output.lowercased().contains("andersson"), "\(hidden.output)")
        let json = try dryad.run("pending", "compare", "run:1", "run:2", "-o", "json")
        #expect(json.code == 2 && json.output.contains("\"pending.compare\"") && json.output.contains("\"CN={"))
        let elsewhere = DryadProgram(in: folder.url.deletingLastPathComponent())
        let path = folder.url.path(percentEncoded: false)
        #expect(try elsewhere.run("pending", "compare", "run:1", "run:2", "--workspace", path).code == 2)

        let unknown = try dryad.run("pending", "compare", "run:1", "run:7")
        #expect(unknown.code == 1 && unknown.errors.contains("There is no run 7 in the history. The last one is 2"))
        let wrong = try dryad.run("pending", "compare", "run:last")
        #expect(wrong.code == 1 && wrong.errors.contains("names no run"), "\(wrong.errors)")
    }

    @Test("which values come and go is told, and an attribute is emptied only where none is left")
    func values() throws {
        #expect(try dryad.run("staging", "off", "--yes").code == 0)
        #expect(try dryad.run("sync", "run").code == 0)
        #expect(try dryad.run("staging", "on", "--yes").code == 0)
        var gone: Set = ["Ada Andersson"]
        try write { gone.isDisjoint(with: $0.texts("cn")) ? $0 : nil }
        #expect(try dryad.run("sync", "run").code == 0)
        let exported = try dryad.run("pending", "export", "--format", "csexport").output
        _ = try folder.write(exported, to: "a[b].xml")
        gone.insert("Fatima Eriksen")
        try write { gone.isDisjoint(with: $0.texts("cn")) ? $0 : nil }
        #expect(try dryad.run("sync", "run").code == 0)
        func rows(_ arguments: String...) throws -> [Substring] {
            let outcome = try dryad.run(["pending", "compare"] + arguments)
            #expect(outcome.code == 2, "\(outcome.errors)")
            return outcome.output.split(separator: "\n")
        }

        let one = try rows("run:1", "run:2")
        #expect(one.first?.hasSuffix(" B would delete 1 object that A would not.") == true, "\(one)")
        let staff = try #require(one.first { $0.hasPrefix("All Staff ") })
        #expect(staff.hasSuffix(" removes ada.andersson@contoso.test"), "\(staff)")
        let chiara = try #require(one.first { $0.hasPrefix("chiara.okafor@") })
        #expect(chiara.contains(" manager ") && chiara.hasSuffix(" emptied"), "\(chiara)")
        #expect(one.contains { $0.hasPrefix("objects  attribute  rule") }, "\(one)")
        let both = try rows("run:2", "run:3")
        let members = try #require(both.first { $0.hasPrefix("All Staff ") })
        let parts = members.components(separatedBy: " removes ")
        #expect(parts.count == 3 && !parts[1].contains("fatima") && parts[2].contains("fatima"), "\(members)")
        #expect(!members.contains("emptied") && members.contains(" member "))

        // The file calls whom it deletes by the source anchor alone.
        let file = try rows("run:1", "a[b].xml")
        #expect(file.contains { $0.hasPrefix("ada.andersson@contoso.test ") && $0.hasSuffix(" delete") }, "\(file)")
        #expect(try dryad.run("pending", "compare", "run:2", "a[b].xml").code == 0)
        let text = try dryad.run("pending", "compare", "a[b].xml", ".", "-o", "json").output
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let whole = try JSONSerialization.data(
            withJSONObject: value,
            options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        )
        #expect(text == String(decoding: whole, as: UTF8.self) + "\n" && text.contains("\"firstRemoved\""))
    }
}
