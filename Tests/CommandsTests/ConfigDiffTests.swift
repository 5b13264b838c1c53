import Foundation
import TestSupport
import Testing

@Suite("dryad config diff")
struct ConfigDiffTests {
    private static let active = Fixture.url("Servers/Active").path(percentEncoded: false)
    private static let staging = Fixture.url("Servers/Staging").path(percentEncoded: false)

    /// A copy of the staging server's export in a folder, with the first place of texts changed in the files that have
    /// them, and the program in that folder, which is no workspace.
    private func copy(
        _ edits: [(marker: String, old: String, new: String)] = [],
        into folder: TemporaryFolder
    ) throws -> (DryadProgram, URL) {
        let export = try Fixture.copy("Servers/Staging", into: folder)
        for file in try FileManager.default.subpathsOfDirectory(atPath: export.path(percentEncoded: false))
        where file.hasSuffix(".xml") {
            let url = export.appending(path: file)
            var text = try String(contentsOf: url, encoding: .utf8)
            for edit in edits where text.contains(edit.marker) {
                guard let range = text.range(of: edit.old) else { continue }
                text.replaceSubrange(range, with: edit.new)
            }
            try Data(text.utf8).write(to: url)
        }
        return (DryadProgram(in: folder.url), export)
    }

    @Test("0 where nothing differs, in every form, without a workspace")
    func same() throws {
        let folder = try TemporaryFolder()
        let (dryad, _) = try copy(into: folder)
        let text = try dryad.run("config", "diff", Self.active, Self.staging)
        #expect(text.code == 0 && text.output.hasPrefix("ORCHARD-SYNC1 and ORCHARD-SYNC2 do the same.\n"), "\(text)")
        let json = try dryad.run("config", "diff", Self.active, Self.staging, "-o", "json")
        #expect(json.code == 0 && json.output.contains("\"isEmpty\" : true"), "\(json.output)")
        #expect(json.output.contains("\"version\" : 1") && !json.output.contains("\"kind\" : \"config"))
        for form in ["markdown", "html"] {
            #expect(try dryad.run("config", "diff", Self.active, Self.staging, "--format", form).code == 0)
        }
    }

    private static let edits: [(marker: String, old: String, new: String)] = [
        (
            "<name>MEADOW", "<inclusion>DC=meadow",
            "<inclusion>OU=Grass and herbs of the northern hills,OU=Meadow,DC=meadow"
        ),
        ("<name>MEADOW", "<object-class>user</object-class>", "<object-class>contact</object-class>"),
        (">500</parameter>", ">500</parameter>", ">5000</parameter>"),
        ("ms-DS-consistencyGUID", "ms-DS-consistencyGUID", "objectGUID"),
        ("<name>In from Orchard - User Join", "\"Press\"", "\"press\""),
        ("<name>In from Orchard - User Common", "<precedence>111<", "<precedence>113<"),
        ("<name>MEADOW", "<page-size>500<", "<page-size>100<"),
        ("<name>MEADOW", "single-value=\"true\"><name>mail", "single-value=\"false\"><name>mail"),
    ]

    @Test(
        "2 where something differs: one sentence, who is synchronized before rules, rules before schemas, 100 columns"
    )
    func different() throws {
        let folder = try TemporaryFolder()
        let (dryad, export) = try copy(Self.edits, into: folder)
        let outcome = try dryad.run("config", "diff", Self.active, export.path(percentEncoded: false))
        #expect(outcome.code == 2 && outcome.errors.isEmpty, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.first?.hasPrefix("ORCHARD-SYNC2 differs from ORCHARD-SYNC1 in 4 filters, the deletion") == true)
        let titles = ["Filters", "Deletion threshold", "Identity and sign-in", "Rules", "Run profiles", "Schemas"]
        let places = titles.compactMap { title in lines.firstIndex { $0.hasPrefix(title) } }
        #expect(places.count == titles.count && places == places.sorted(), "\(outcome.output)")
        // Paths are people's own.
        #expect(lines.filter { !$0.contains("/") }.allSatisfy { $0.count <= 100 }, "\(outcome.output)")
        #expect(outcome.output.contains("Microsoft.SynchronizationOption.AnchorAttribute"))
    }

    @Test("1 where a part could not be read, and that stands first", arguments: ["", "-o json", "--format html"])
    func partial(_ options: String) throws {
        let folder = try TemporaryFolder()
        let (dryad, export) = try copy([("<name>MEADOW", "</ma-data>", "")], into: folder)
        let words = ["config", "diff", Self.active, export.path(percentEncoded: false)]
        let outcome = try dryad.run(words + options.split(separator: " ").map(String.init))
        #expect(outcome.code == 1)
        if options.isEmpty { #expect(outcome.output.hasPrefix("Not everything could be compared; "), "\(outcome)") }
        #expect(outcome.output.contains("Connectors/Connector_"))
    }

    @Test("1 with one sentence where there is nothing to read, or more than one export")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let (dryad, _) = try copy(into: folder)
        for name in ["empty", "two"] {
            try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: true)
        }
        for name in ["two/a", "two/b"] {
            try FileManager.default.copyItem(at: Fixture.url("Servers/Staging"), to: folder.file(name))
        }
        for (name, says) in [
            ("nowhere", "There is no folder nowhere"), ("empty", "empty holds no exported server configuration"),
            ("two", "two holds several exports: a, b"), ("Staging/GlobalSettings/MV.xml", "is a file"),
        ] {
            let outcome = try dryad.run("config", "diff", Self.active, name)
            #expect(outcome.code == 1 && outcome.output.isEmpty)
            #expect(
                outcome.errors.contains(says) && outcome.errors.split(separator: "\n").count == 1,
                "\(outcome.errors)"
            )
        }
        let below = try dryad.run("config", "diff", Self.active, "two/a")
        #expect(below.code == 0, "\(below.errors)")
        #expect(try dryad.run("config", "diff", Self.active).code == 64)
        #expect(try dryad.run("config", "diff", Self.active, "two/a", "-o", "json", "--format", "html").code == 64)
    }

    @Test("the documents are what they were, byte for byte", arguments: ["text", "md", "html"])
    func golden(_ form: String) throws {
        let folder = try TemporaryFolder()
        let (dryad, _) = try copy(Self.edits, into: folder)
        _ = try Fixture.copy("Servers/Active", into: folder)
        // The folders are named as seen from the one in which the program runs.
        let words = ["config", "diff", "Active", "Staging"]
        let options = form == "text" ? [] : ["--format", form == "md" ? "markdown" : form]
        let outcome = try dryad.run(words + options)
        #expect(outcome.code == 2, "\(outcome.errors)")
        try GoldenFile("Reports/servers.\(form == "text" ? "txt" : form)").compare(outcome.output)
    }
}
