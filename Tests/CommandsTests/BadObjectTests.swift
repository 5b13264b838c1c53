import Diagnostics
import Directory
import Foundation
import TestSupport
import Testing

/// Objects that no forest should have, each in one that is sound otherwise.
///
/// The words are those of entra-connect.md 4.5 (discovery and synchronization) and 6.4 (export).
@Suite("What is wrong with single objects is isolated, named and counted")
struct BadObjectTests {
    /// One object that is wrong, and what the run says of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What becomes of the record of Ada Andersson.
        let change: @Sendable (LDIFRecord) -> [LDIFRecord]
        /// The run's word, and its exit code.
        var outcome = "success"
        /// The error's word; nothing where none is due.
        var error: String?
        /// Part of what is said about it.
        var says = ""
        /// How many objects the error is about, by their names, and how often it is counted.
        var objects = 1
        var errors = 1
        /// How many changes the tenant takes.
        var accepted = 18
        /// What the run's step remarks.
        var remark: String?

        var code: Int32 { outcome == "success" ? 0 : 1 }
    }

    private static func discovery(
        _ name: String,
        _ error: String,
        says: String,
        objects: Int = 1,
        errors: Int = 1,
        _ change: @escaping @Sendable (LDIFRecord) -> [LDIFRecord]
    ) -> Case {
        Case(
            testDescription: name,
            change: change,
            outcome: "completed-discovery-errors",
            error: error,
            says: says,
            objects: objects,
            errors: errors
        )
    }

    private static let whole = 19

    /// Those whose object could be taken for gone.
    private static let stubborn = cases.filter { $0.outcome == "completed-discovery-errors" }

    private static let cases: [Case] = [
        discovery("no anchor", "missing-anchor", says: "It has no objectGUID in the file.") {
            [$0.with("objectGUID", [])]
        },
        discovery("an anchor of four bytes", "invalid-anchor", says: "not one value of 16 bytes") {
            [$0.with("objectGUID", ["abcd"])]
        },
        discovery("two objects, one anchor", "duplicate-object", says: "CN=Twin", objects: 2, errors: 2) {
            [$0, LDIFRecord(dn: "CN=Twin,OU=People,DC=contoso,DC=test", values: $0.values)]
        },
        discovery("two objects, one name", "duplicate-object", says: "has its name", errors: 2) {
            [$0, $0.with("objectGUID", ["sixteen bytes it"])]
        },
        discovery("no class", "missing-object-class", says: "The file shows no objectClass of it.") {
            [$0.with("objectClass", [])]
        },
        discovery("control bits that are no number", "invalid-attribute-value", says: "userAccountControl \"many\"") {
            [$0.with("userAccountControl", ["many"])]
        },
        discovery("a number beyond 64 bits", "invalid-attribute-value", says: "no whole number") {
            [$0.with("pwdLastSet", ["9223372036854775808"])]
        },
        discovery("a truth that is none", "invalid-attribute-value", says: "neither TRUE nor FALSE") {
            [$0.with("isCriticalSystemObject", ["maybe"])]
        },
        discovery("two values where one may be", "multi-single-mismatch", says: "has 2 values") {
            [$0.with("userAccountControl", ["512", "514"])]
        },
        discovery("a null byte in a text", "invalid-attribute-value", says: "a null byte") {
            [$0.with("displayName", ["Ada\u{0}Andersson"])]
        },
        discovery("a text that is not UTF-8", "invalid-attribute-value", says: "Its title \"") {
            [$0.with("title", bytes: [0xFF, 0xFE, 0x80])]
        },
        discovery("a text that ends within a letter", "invalid-attribute-value", says: "is not UTF-8") {
            [$0.with("displayName", bytes: Array("Ada Andersson Zo".utf8) + [0xC3])]
        },
        discovery("a reference that is no name", "invalid-attribute-value", says: "is not a distinguished name") {
            [$0.with("manager", ["no name, at all"])]
        },
        discovery("a reference that ends within a component", "invalid-attribute-value", says: "is not a distinguished")
        {
            [$0.with("manager", ["CN=Nobody,DC=contoso,"])]
        },
        discovery("a reference that is not UTF-8", "invalid-attribute-value", says: "is not a distinguished name") {
            [$0.with("manager", bytes: Array("CN=".utf8) + [0xFF, 0xFE] + Array(",DC=contoso,DC=test".utf8))]
        },
        discovery("a null byte in a reference", "invalid-attribute-value", says: "a null byte") {
            [$0.with("manager", ["CN=No\u{0}body,DC=contoso,DC=test"])]
        },
        discovery("a null byte in a name", "invalid-dn", says: "a null byte") {
            [LDIFRecord(dn: "CN=Ada\u{0},OU=People,DC=contoso,DC=test", values: $0.values)]
        },
        Case(
            testDescription: "text beyond ASCII, in letters of two, three and four bytes",
            change: { [$0.with("title", ["Zoë \u{9EC4} \u{1F600}"])] },
            accepted: whole
        ),
        Case(
            testDescription: "a security identifier of three bytes",
            change: { [$0.with("objectSid", ["abc"])] },
            outcome: "completed-sync-errors",
            error: "sync-rule-evaluation-failed",
            says: "not a security identifier"
        ),
        Case(
            testDescription: "a photograph of five megabytes",
            change: { [$0.with("thumbnailPhoto", [String(repeating: "x", count: 5 << 20)])] },
            outcome: "completed-export-errors",
            error: "LargeObject",
            says: "thumbnailPhoto is larger"
        ),
        Case(
            testDescription: "300 addresses",
            change: { [$0.with("proxyAddresses", (0..<300).map { "smtp:ada\($0)@contoso.test" })] },
            accepted: whole
        ),
        Case(
            testDescription: "333 addresses",
            change: { [$0.with("proxyAddresses", (0..<333).map { "smtp:ada\($0)@contoso.test" })] },
            outcome: "completed-export-errors",
            error: "LargeObject",
            says: "proxyAddresses has 333 values"
        ),
        Case(
            testDescription: "a principal name that is none",
            change: { [$0.with("userPrincipalName", ["ada andersson@contoso.test"])] },
            outcome: "completed-export-errors",
            error: "IdentityDataValidationFailed",
            says: "ada andersson@contoso.test"
        ),
        Case(
            testDescription: "a reference that is written as names seldom are",
            change: {
                [$0.with("manager", [#"2.5.4.3="No, body" + UID = \41\,\ Zoë ; OU=#04024869,DC=contoso,DC=test"#])]
            },
            accepted: whole,
            remark: "1 reference of \"CN=Ada Andersson,OU=Sales,OU=People,DC=contoso,DC=test\" leads to nothing"
        ),
        Case(
            testDescription: "references to nothing",
            change: { [$0.with("manager", ["CN=Nobody,DC=contoso,DC=test"])] },
            accepted: whole,
            remark: "1 reference of \"CN=Ada Andersson,OU=Sales,OU=People,DC=contoso,DC=test\" leads to nothing"
        ),
    ]

    private let folder: TemporaryFolder
    private let dryad: DryadProgram
    private let file: URL
    private let sound: [LDIFRecord]

    /// A workspace that has not been synchronized: made once, and copied for each case.
    private static let base = Result { () throws -> (workspace: WorkspaceOnDisk, sound: [LDIFRecord]) in
        let workspace = try WorkspaceOnDisk()
        let text = try String(contentsOf: Fixture.url("Offline/contoso.before.ldif"), encoding: .utf8)
        let path = workspace.folder.file("forest.ldif").path(percentEncoded: false)
        _ = try workspace.folder.write(text, to: "forest.ldif")
        for arguments in [
            ["forest", "add", "contoso.test", "--ldif", path], ["schema", "refresh", "--yes"],
            ["staging", "off", "--yes"],
        ] {
            let outcome = try workspace.dryad.run(arguments)
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
        return (workspace, LDIFReader.read(SourceText(name: "contoso.ldif", text: text)).records)
    }

    init() throws {
        let base = try Self.base.get()
        sound = base.sound
        folder = try TemporaryFolder()
        dryad = DryadProgram(in: folder.url)
        for name in [".dryad", "dryad.yaml"] {
            try FileManager.default.copyItem(at: base.workspace.folder.file(name), to: folder.file(name))
        }
        file = folder.file("forest.ldif")
        let configuration = try String(contentsOf: folder.file("dryad.yaml"), encoding: .utf8)
        let path = { (folder: TemporaryFolder) in folder.file("forest.ldif").path(percentEncoded: false) }
        _ = try folder.write(configuration.replacing(path(base.workspace.folder), with: path(folder)), to: "dryad.yaml")
        try write(sound)
    }

    private func write(_ records: [LDIFRecord]) throws { try Data(LDIFWriter.write(records).utf8).write(to: file) }

    @Test("the others arrive, the run says how it ended, and a run after mending is a good one", arguments: cases)
    func bad(_ one: Case) throws {
        try write(sound.flatMap { $0.texts("cn") == ["Ada Andersson"] ? one.change($0) : [$0] })
        let outcome = try dryad.run("sync", "run")
        #expect(outcome.code == one.code, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.hasPrefix("\(one.outcome): "), "\(outcome.output)")
        #expect(outcome.output.contains(" \(one.accepted) accepted by the tenant"), "\(outcome.output)")
        let history = try dryad.run("sync", "history", "1").output
        if let error = one.error {
            let head = "\(error)  \(one.objects == 1 ? "1 object" : "\(one.objects) objects")\n"
            #expect(outcome.output.contains(head), "\(outcome.output)")
            #expect(outcome.output.contains(one.says), "\(outcome.output)")
            let names = ["Ada", "ada", "Twin"]
            let line = outcome.output.components(separatedBy: head).last ?? ""
            #expect(names.contains { line.prefix { $0 != "\n" }.contains($0) }, "\(outcome.output)")
            #expect(history.contains(one.outcome) && history.contains("errors \(one.errors)"), "\(history)")
        }
        if let remark = one.remark { #expect(history.contains(remark), "\(history)") }
        try write(sound)
        let mended = try dryad.run("sync", "run")
        #expect(mended.code == 0 && mended.output.hasPrefix("success: "), "\(mended.output)")
        #expect(try !dryad.run("sync", "history", "2").output.contains("to nothing"))
        let tenant = try dryad.run("tenant", "show").output
        #expect(tenant.contains("The tenant holds \(Self.whole) objects."), "\(tenant)")
    }

    @Test("an object that becomes wrong after it was exported stays in the tenant as it is", arguments: stubborn)
    func later(_ one: Case) throws {
        #expect(try dryad.run("sync", "run").code == 0)
        try write(sound.flatMap { $0.texts("cn") == ["Ada Andersson"] ? one.change($0) : [$0] })
        let outcome = try dryad.run("sync", "run")
        #expect(outcome.code == one.code, "\(outcome.output) \(outcome.errors)")
        #expect(!outcome.output.contains("deletion"), "\(outcome.output)")
        let tenant = try dryad.run("tenant", "show").output
        #expect(tenant.contains("The tenant holds \(Self.whole) objects."), "\(tenant)")
    }

    @Test("a single profile ends as a cycle does")
    func profile() throws {
        try write(sound.map { $0.texts("cn") == ["Ada Andersson"] ? $0.with("objectGUID", []) : $0 })
        let outcome = try dryad.run("run", "contoso.test", "full-import")
        #expect(outcome.code == 1 && outcome.output.contains("completed-discovery-errors"), "\(outcome.output)")
    }

    @Test("one source anchor that a rule gives to all: one is exported, and each of the others is named")
    func oneAnchor() throws {
        try rule(to: "sourceAnchor", "\"same\"")
        let outcome = try dryad.run("sync", "run")
        #expect(outcome.code == 1 && outcome.output.hasPrefix("completed-sync-errors: "), "\(outcome.output)")
        #expect(outcome.output.contains("cd-existing-object  11 objects\n"), "\(outcome.output)")
        #expect(outcome.output.contains("@contoso.test, metaverse object "), "\(outcome.output)")
        #expect(outcome.output.contains(" 8 accepted by the tenant"), "\(outcome.output)")
    }

    /// entra-connect.md 4.5: `stopped-error-limit`, more than 5,000 errors.
    @Test(
        "more than 5,000 errors stop the run, and nothing is exported",
        arguments: [
            ("a rule", 6_000), ("a rule", 4_989), ("the import", 5_001), ("a rule", 4_988), ("the import", 5_000),
        ]
    )
    func limit(_ cause: String, _ count: Int) throws {
        // The rule fails for the twelve users of the sound forest as well.
        let isRule = cause == "a rule"
        if isRule { try rule(to: "title", "Error(\"not \" & [cn])") }
        let many = (0..<count).map { number in
            let own = (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
            let guid = own + [UInt8](repeating: 0xEE, count: 12)
            let sid: [UInt8] = [1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0] + own
            return LDIFRecord(
                dn: "CN=U\(number),OU=People,DC=contoso,DC=test",
                values: [
                    ("objectClass", "top"), ("objectClass", "person"), ("objectClass", "organizationalPerson"),
                    ("objectClass", "user"), ("cn", "U\(number)"), ("sAMAccountName", "u\(number)"),
                    ("userAccountControl", "512"), ("employeeID", "\(number)"),
                ].map { LDIFRecord.Value(name: $0.0, bytes: Array($0.1.utf8)) }
                    + [.init(name: "objectSid", bytes: sid)]
                    + (isRule ? [.init(name: "objectGUID", bytes: guid)] : [])
            )
        }
        try write(sound + many)
        let outcome = try dryad.run("sync", "run")
        #expect(outcome.code == 1, "\(outcome.errors)")
        let isStopped = count + (isRule ? 12 : 0) > 5_000
        let word = isStopped ? "stopped-error-limit" : isRule ? "completed-sync-errors" : "completed-discovery-errors"
        #expect(outcome.output.hasPrefix("\(word): "), "\(outcome.output.prefix(300))")
        if isRule, isStopped {
            // It ends at the first error beyond the limit, however many would come; ten objects are no users.
            let says =
                "5001 errors came up, more than 5000: the synchronization stopped there, with 5011 metaverse objects"
            #expect(outcome.output.contains(says), "\(outcome.output.prefix(300))")
        }
        let tenant = try dryad.run("tenant", "show").output
        #expect(tenant.hasPrefix("The tenant is empty.") == isStopped, "\(tenant)")
        #expect(try dryad.run("sync", "history", "1").output.contains(word))
        // What was asked for is still due after a run that was stopped.
        let due = try dryad.run("scheduler", "show").output
        #expect(due.contains("Full Synchronization of contoso.test") == isStopped, "\(due)")
        #expect(due.contains("Full Import of contoso.test") == (isStopped && !isRule), "\(due)")
    }

    /// A rule of one's own for every user.
    private func rule(to attribute: String, _ expression: String) throws {
        let text = """
            name: In from AD - Mistaken
            connector: contoso.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            flows:
              - to: \(attribute)
                expression: '\(expression)'

            """
        let rules = folder.file("rules")
        try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: rules.appending(path: "mistaken.yaml"))
    }
}

extension LDIFRecord {
    /// The record with other values of an attribute.
    fileprivate func with(_ name: AttributeName, _ values: [String]) -> LDIFRecord {
        let kept = self.values.filter { $0.name != name }
        return LDIFRecord(dn: dn, values: kept + values.map { .init(name: name, bytes: Array($0.utf8)) })
    }

    /// The record with one other value of an attribute.
    fileprivate func with(_ name: AttributeName, bytes: [UInt8]) -> LDIFRecord {
        let kept = self.values.filter { $0.name != name }
        return LDIFRecord(dn: dn, values: kept + [.init(name: name, bytes: bytes)])
    }
}
