import Foundation
import TestSupport
import Testing

@Suite("What people see of objects and pending exports")
struct ObjectReportTests {
    private let workspace: WorkspaceOnDisk

    init() throws {
        workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        #expect(try workspace.dryad.run("sync", "run").code == 0)
    }

    /// What a command says, without what differs from one workspace to the next: the identities of connectors, and what
    /// follows from them.
    private func said(_ arguments: [String], code: Int32 = 0) throws -> String {
        let outcome = try workspace.dryad.run(arguments)
        #expect(outcome.code == code, "\(outcome.errors)")
        let digits = Array(repeating: "[0-9a-f]", count: 12).joined()
        let pattern = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\(digits)")
        return outcome.output.replacing(pattern, with: "11111111-2222-4333-8444-555555555555")
            .replacing(workspace.folder.url.path(percentEncoded: false), with: "")
    }

    private static let ada = "ada.andersson@contoso.test"

    @Test("objects, explanations, previews and joins read as they did")
    func objects() throws {
        let cases: [(String, [String], Int32)] = [
            ("show", ["object", "show", Self.ada], 0), ("explain", ["object", "explain", Self.ada], 0),
            ("explain-mail", ["object", "explain", Self.ada, "mail"], 0),
            ("explain-unread", ["object", "explain", Self.ada, "employeeID"], 0),
            ("explain-excluded", ["object", "explain", "CN=Administrator,CN=Users,DC=contoso,DC=test"], 0),
            ("preview", ["object", "preview", Self.ada, "--set", "title=Chair", "--set", "mail="], 0),
            ("joins", ["joins", "report"], 0), ("anchor", ["anchor", "00112233445566778899aabbccddeeff"], 0),
        ]
        for (name, arguments, code) in cases {
            #expect(throws: Never.self) {
                try GoldenFile("Objects/\(name).txt").compare(try said(arguments, code: code))
            }
        }
    }

    @Test("a preview of an object that leaves scope says that its metaverse object goes")
    func leaving() throws {
        let text = try said(["object", "preview", Self.ada, "--set", "isCriticalSystemObject=TRUE"])
        #expect(text.contains("\nmetaverse\n  its metaverse object goes\n\njoin\n  no rule links it\n"), "\(text)")
    }

    @Test("pending exports, comparisons, calibrations and trials read as they did")
    func pending() throws {
        let exported = try workspace.dryad.run("pending", "export", "--format", "csexport").output
        let text = exported.replacing("Managing director", with: "Chair")
        _ = try workspace.folder.write(text, to: "server.xml")
        _ = try workspace.folder.write(
            "name: In from AD - Title\nconnector: contoso.test\ndirection: inbound\nsource: user\ntarget: person\nlink: join\n"
                + "precedence: 50\nflows:\n  - to: title\n    expression: UCase([title])\n",
            to: "try.yaml"
        )
        let cases: [(String, [String], Int32)] = [
            ("list", ["pending", "list", "--limit", "8"], 0),
            ("list-values", ["pending", "list", "--values", "--who", "ada", "--limit", "1"], 0),
            ("compare", ["pending", "compare", ".", "server.xml"], 2),
            ("calibrate", ["calibrate", "server.xml"], 2), ("try", ["rules", "try", "try.yaml", "--limit", "5"], 2),
            ("csv", ["pending", "export", "--format", "csv", "--class", "group", "--who", "All Staff"], 0),
            ("ldif", ["pending", "export", "--format", "ldif", "--who", "All Staff"], 0),
            ("csexport", ["pending", "export", "--format", "csexport", "--who", "All Staff"], 0),
        ]
        for (name, arguments, code) in cases {
            #expect(throws: Never.self) {
                try GoldenFile("Pending/\(name).txt").compare(try said(arguments, code: code))
            }
        }
    }

    @Test("a trial of rules that give objects errors tells them first and ends with 1, also where nothing else differs")
    func failing() throws {
        _ = try workspace.folder.write(
            "name: In from AD - Title\nconnector: contoso.test\ndirection: inbound\nsource: user\ntarget: person\nlink: join\n"
                + "precedence: 50\nflows:\n  - to: title\n    expression: Error(\"not today\")\n",
            to: "error.yaml"
        )
        let outcome = try workspace.dryad.run("rules", "try", "error.yaml")
        #expect(outcome.code == 1, "\(outcome.errors)")
        let said = " objects would have new errors, and nothing would be exported otherwise. Nothing was kept."
        #expect(outcome.output.split(separator: "\n").first?.hasSuffix(said) == true, "\(outcome.output)")
    }

    @Test("JSON that is written piece by piece is laid out as JSON that is written at once")
    func streamed() throws {
        for filter in [[], ["--class", "group"], ["--who", "All Staff"], ["--who", "nobody at all"]] {
            for command in [["export", "--format", "json"], ["list", "--output", "json"]] {
                let text = try workspace.dryad.run(["pending"] + command + filter).output
                let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
                let whole = try JSONSerialization.data(
                    withJSONObject: value,
                    options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                )
                #expect(text == String(decoding: whole, as: UTF8.self) + "\n", "\(command) \(filter)")
            }
        }
    }

    @Test("a name that is unknown or ambiguous is an error that says what to do")
    func errors() throws {
        let unknown = try workspace.dryad.run("object", "show", "nobody")
        #expect(unknown.code == 1 && unknown.errors.contains("called \"nobody\""))
        let several = try workspace.dryad.run("object", "show", "Administrator")
        #expect(several.code == 1 && several.errors.contains("means 2 objects"), "\(several.errors)")
        let damaged = try workspace.folder.write("<cs-objects><cs-object>", to: "damaged.xml")
        let refused = try workspace.dryad.run("calibrate", damaged.path(percentEncoded: false))
        #expect(refused.code == 1 && refused.errors.contains(" anew. Nothing of it was taken."), "\(refused.errors)")
    }

    @Test("nothing that only looks changes anything")
    func looking() throws {
        let before = try workspace.contents()
        for arguments in [
            ["object", "show", Self.ada], ["object", "explain", Self.ada, "mail"],
            ["object", "preview", Self.ada, "--set", "title=x"], ["joins", "report"], ["pending", "list", "--redact"],
        ] { #expect(try workspace.dryad.run(arguments).code == 0) }
        #expect(try workspace.contents() == before)
    }

    @Test(
        "every result is JSON with a format and a kind, and the same text twice",
        arguments: ["object show", "object explain", "object preview", "joins report", "anchor"]
    )
    func json(_ line: String) throws {
        var arguments = line.split(separator: " ").map(String.init)
        if line != "joins report" { arguments.append(Self.ada) }
        let (one, other) = (
            try workspace.dryad.run(arguments + ["-o", "json"]), try workspace.dryad.run(arguments + ["-o", "json"])
        )
        #expect(one.code == 0 && one.output == other.output, "\(one.errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any])
        #expect(object["format"] as? Int == 1 && (object["kind"] as? String) == line.replacing(" ", with: "."))
    }
}
